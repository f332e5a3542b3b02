package io.csta.service.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.csta.summary.SummaryOption;
import io.smallrye.config.WithDefault;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The reference of the options is generated from {@link ServiceConfig}. To regenerate it:
 *
 * <pre>mvn -pl quarkus-app -am test -Dtest=ConfigurationPageTest -Dsurefire.failIfNoSpecifiedTests=false -Dcsta.docs=write</pre>
 */
class ConfigurationPageTest {

    private static final Path PAGE = Path.of("..", "docs", "configuration.md");
    private static final String BEGIN = "<!-- options: begin -->\n";
    private static final String END = "<!-- options: end -->";

    /** The interfaces that declare options, as the page has them. */
    private static final List<Class<?>> GROUPS = List.of(
            ServiceConfig.class,
            ServiceConfig.Inbox.class,
            ServiceConfig.S3.class,
            ServiceConfig.Http.class,
            ServiceConfig.Jobs.class);

    @Test
    void page_hasEveryOption_asItIsDeclared() throws IOException {
        String page = Files.readString(PAGE);
        String table = "| option | purpose | type | default |\n|---|---|---|---|\n"
                + GROUPS.stream().flatMap(group -> rows(group).stream()).collect(Collectors.joining("\n"))
                + "\n";
        String expected =
                page.substring(0, page.indexOf(BEGIN) + BEGIN.length()) + table + page.substring(page.indexOf(END));
        if ("write".equals(System.getProperty("csta.docs"))) {
            Files.writeString(PAGE, expected);
        } else {
            assertThat(page)
                    .as("docs/configuration.md; the Javadoc of this test says how to regenerate it")
                    .isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"model", "device", "engine"})
    void option_ofASummary_isAsTheLibraryDeclaresIt(String name) throws NoSuchMethodException {
        SummaryOption<?> option = SummaryOption.ALL.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
        Method configured = ServiceConfig.class.getMethod(name);
        WithDefault value = configured.getAnnotation(WithDefault.class);

        String help = configured.getAnnotation(Help.class).value();
        String byDefault = option.byDefault().orElseThrow();

        assertThat(help).isEqualTo(option.help() + (value == null ? " Default: `%s`.".formatted(byDefault) : ""));
        assertThat(value == null ? byDefault : value.value()).isEqualTo(byDefault);
    }

    private static List<String> rows(Class<?> group) {
        List<String> rows = new ArrayList<>();
        for (Method option : inOrder(group)) {
            Help help = option.getAnnotation(Help.class);
            WithDefault value = option.getAnnotation(WithDefault.class);
            rows.add("| `%s%s` | %s | %s | %s |"
                    .formatted(
                            prefix(group),
                            kebab(option.getName()),
                            help.value(),
                            type(option.getGenericReturnType()),
                            value == null ? "" : "`" + value.value() + "`"));
        }
        return rows;
    }

    private static List<Method> inOrder(Class<?> group) {
        List<Method> options = Arrays.stream(group.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Help.class))
                .sorted(Comparator.comparing(Method::getName))
                .toList();
        assertThat(options).as("options of %s", group).isNotEmpty();
        assertThat(Arrays.stream(group.getDeclaredMethods()).filter(method -> !GROUPS.contains(method.getReturnType())))
                .as("every option of %s has a purpose", group)
                .allMatch(method -> method.isAnnotationPresent(Help.class));
        return options;
    }

    private static String prefix(Class<?> group) {
        return group == ServiceConfig.class ? "csta." : "csta." + kebab(group.getSimpleName()) + ".";
    }

    private static String kebab(String name) {
        return (name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1))
                .replaceAll("([A-Z])", "-$1")
                .toLowerCase(Locale.ROOT);
    }

    private static String type(Type type) {
        if (type instanceof ParameterizedType generic) {
            return generic.getRawType() == List.class
                    ? "list, comma-separated"
                    : type(generic.getActualTypeArguments()[0]);
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isEnum()) {
            return Arrays.stream(plain.getEnumConstants())
                    .map(each -> "`" + each.toString().toLowerCase(Locale.ROOT) + "`")
                    .collect(Collectors.joining(" or "));
        }
        return switch (plain.getSimpleName()) {
            case "Path" -> "folder";
            case "Duration" -> "duration, for example `10S`, `5M`, `24H` or `30D`";
            case "MemorySize" -> "size, for example `16M` or `20G`";
            case "boolean", "Boolean" -> "`true` or `false`";
            case "int" -> "number";
            case "URI" -> "address";
            default -> "text";
        };
    }
}
