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
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An option as {@link ServiceConfig} declares it.
 *
 * @param name its full name, such as {@code csta.jobs.attempts} or {@code csta.folders.NAME.path}
 * @param purpose its purpose, for users
 * @param type the type of its values
 * @param byDefault its default; empty if it has none, or one that depends on other options
 */
record ServiceOption(String name, String purpose, Class<?> type, boolean isList, Optional<String> byDefault) {

    static final String PREFIX = "csta.";

    /** Stands for the name that the operator gives to a folder or bucket. */
    private static final String NAME = "NAME";

    private static final Pattern GIVEN_NAME =
            Pattern.compile("^(csta\\.(?:folders|buckets)\\.)(\"[^\"]*\"|[^.]+)(?=\\.)");

    /** The groups of which there are any number, each with a name. */
    private static final Set<Class<?>> NAMED = Set.of(ServiceConfig.Folder.class, ServiceConfig.Bucket.class);

    /** All options, group by group, each group in alphabetical order. */
    static final List<ServiceOption> ALL = Stream.of(
                    ServiceConfig.class,
                    ServiceConfig.Inbox.class,
                    ServiceConfig.Folder.class,
                    ServiceConfig.S3.class,
                    ServiceConfig.Bucket.class,
                    ServiceConfig.Http.class,
                    ServiceConfig.Jobs.class)
            .flatMap(ServiceOption::of)
            .toList();

    private static Stream<ServiceOption> of(Class<?> group) {
        String prefix = prefix(group);
        return Arrays.stream(group.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Help.class))
                .sorted(Comparator.comparing(Method::getName))
                .map(method -> of(prefix, method));
    }

    private static String prefix(Class<?> group) {
        if (group == ServiceConfig.class) {
            return PREFIX;
        }
        String name = PREFIX + kebab(group.getSimpleName());
        return NAMED.contains(group) ? "%ss.%s.".formatted(name, NAME) : name + ".";
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

    /** The option with a name, such as {@code csta.data} or {@code csta.folders.tv.path}. */
    static Optional<ServiceOption> of(String name) {
        String declared = GIVEN_NAME.matcher(name).replaceFirst("$1" + NAME);
        return ALL.stream().filter(option -> option.name.equals(declared)).findFirst();
    }

    /** The names of all options, for an option that is similar to one of them: with the folder or bucket that it names. */
    static Stream<String> namesLike(String name) {
        Matcher given = GIVEN_NAME.matcher(name);
        String own = given.find() ? given.group(2) : NAME;
        return ALL.stream().map(option -> option.name.replace(NAME, own));
    }

    private static String kebab(String name) {
        return (name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1))
                .replaceAll("([A-Z])", "-$1")
                .toLowerCase(Locale.ROOT);
    }

    /** The environment variable that sets an option, such as {@code CSTA_JOBS_ATTEMPTS}. */
    static String variable(String name) {
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
