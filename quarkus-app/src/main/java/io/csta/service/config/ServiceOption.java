package io.csta.service.config;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.WithDefault;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An option as {@link ServiceConfig} declares it.
 *
 * @param name its full name, such as {@code csta.jobs.attempts}
 * @param purpose its purpose, for users
 * @param type the type of its values
 * @param byDefault its default; empty if it has none, or one that depends on other options
 */
record ServiceOption(String name, String purpose, Class<?> type, boolean isList, Optional<String> byDefault) {

    static final String PREFIX = "csta.";

    /** All options, group by group, each group in alphabetical order. */
    static final List<ServiceOption> ALL = Stream.of(
                    ServiceConfig.class,
                    ServiceConfig.Inbox.class,
                    ServiceConfig.S3.class,
                    ServiceConfig.Http.class,
                    ServiceConfig.Jobs.class)
            .flatMap(ServiceOption::of)
            .toList();

    private static Stream<ServiceOption> of(Class<?> group) {
        String prefix = group == ServiceConfig.class ? PREFIX : PREFIX + kebab(group.getSimpleName()) + ".";
        return Arrays.stream(group.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Help.class))
                .sorted(Comparator.comparing(Method::getName))
                .map(method -> of(prefix, method));
    }

    private static ServiceOption of(String prefix, Method method) {
        Type type = method.getGenericReturnType();
        boolean isList = false;
        while (type instanceof ParameterizedType generic) {
            isList = generic.getRawType() == List.class;
            type = generic.getActualTypeArguments()[0];
        }
        return new ServiceOption(
                prefix + kebab(method.getName()),
                method.getAnnotation(Help.class).value(),
                (Class<?>) type,
                isList,
                Optional.ofNullable(method.getAnnotation(WithDefault.class)).map(WithDefault::value));
    }

    /** The option with a name. */
    static Optional<ServiceOption> of(String name) {
        return ALL.stream().filter(option -> option.name.equals(name)).findFirst();
    }

    private static String kebab(String name) {
        return (name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1))
                .replaceAll("([A-Z])", "-$1")
                .toLowerCase(Locale.ROOT);
    }

    /** The environment variable that sets it, such as {@code CSTA_JOBS_ATTEMPTS}. */
    String variable() {
        return name.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT);
    }

    boolean isFlag() {
        return type == boolean.class || type == Boolean.class;
    }

    /** The values that it can have, for users; names are in backticks. */
    String values() {
        if (isList) {
            return "list, comma-separated";
        }
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(each -> "`" + each.toString().toLowerCase(Locale.ROOT) + "`")
                    .collect(Collectors.joining(" or "));
        }
        if (type == Path.class) {
            return "folder";
        }
        if (type == Duration.class) {
            return "duration, for example `10S`, `5M`, `24H` or `30D`";
        }
        if (type == MemorySize.class) {
            return "size, for example `500M`, `16 MiB` or `20 GB`";
        }
        if (isFlag()) {
            return "`true` or `false`";
        }
        if (type == int.class) {
            return "whole number";
        }
        return type == URI.class ? "address" : "text";
    }
}
