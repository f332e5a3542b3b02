package io.csta.service.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.csta.service.GeneratedTable;
import io.csta.summary.SummaryOption;
import io.smallrye.config.WithDefault;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The reference of the options is generated from {@link ServiceConfig}. To regenerate it:
 *
 * <pre>mvn -pl quarkus-app -am test -Dtest=ConfigurationPageTest -Dsurefire.failIfNoSpecifiedTests=false -Ddocs=write</pre>
 */
class ConfigurationPageTest {

    private static final Path PAGE = Path.of("..", "docs", "configuration.md");

    @Test
    void page_hasEveryOption_asItIsDeclared() throws IOException {
        String table = "| option | purpose | type | default |\n|---|---|---|---|\n"
                + ServiceOption.ALL.stream().map(ConfigurationPageTest::row).collect(Collectors.joining());
        GeneratedTable.check(PAGE, "options", table);
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

    private static String row(ServiceOption option) {
        return "| `%s` | %s | %s | %s |\n"
                .formatted(
                        option.name(),
                        option.purpose(),
                        option.values(),
                        option.byDefault().map("`%s`"::formatted).orElse(""));
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                ServiceConfig.class,
                ServiceConfig.Inbox.class,
                ServiceConfig.Folder.class,
                ServiceConfig.S3.class,
                ServiceConfig.Bucket.class,
                ServiceConfig.Http.class,
                ServiceConfig.Jobs.class
            })
    void everyOption_hasAPurpose(Class<?> group) {
        assertThat(Arrays.stream(group.getDeclaredMethods())
                        .filter(method ->
                                method.getReturnType() != Map.class) // profiles are described elsewhere, groups below
                        .filter(method -> method.getReturnType().getEnclosingClass() != ServiceConfig.class
                                || method.getReturnType().isEnum()))
                .allMatch(method -> method.isAnnotationPresent(Help.class));
    }
}
