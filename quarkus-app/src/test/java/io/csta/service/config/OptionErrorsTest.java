package io.csta.service.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.csta.CstaException;
import io.quarkus.runtime.configuration.ConfigUtils;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionErrorsTest {

    private static SmallRyeConfig config(Map<String, String> properties, Map<String, String> environment) {
        return ConfigUtils.emptyConfigBuilder()
                .withSources(new PropertiesConfigSource(properties, "test", 500), new EnvConfigSource(environment, 300))
                .withMapping(ServiceConfig.class)
                .withValidateUnknown(false)
                .build();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "csta.jobs.concurrent|two|csta.jobs.concurrent is 'two'; it must be a whole number",
                "csta.jobs.timeout|soon|csta.jobs.timeout is 'soon'; it must be a duration, for example 10S, 5M, 24H or 30D",
                "csta.http.max-upload|5 XB|csta.http.max-upload is '5 XB'; it must be a size, for example 500M, 16 MiB or 20 GB",
                "csta.inbox.after|delete|csta.inbox.after is 'delete'; it must be move or keep",
                "csta.engine|''|csta.engine is empty; specify a value, or remove the option"
            })
    void explain_aValueThatCannotBeRead_saysWhatIsAllowed(String option, String value, String message) {
        Throwable failure = catchThrowable(() -> config(Map.of(option, value), Map.of()));
        assertThat(OptionErrors.explain(failure)).contains(message);
    }

    @Test
    void explain_anotherFailure_isEmpty() {
        assertThat(OptionErrors.explain(new IllegalStateException("the port is in use")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "csta.job.concurrent|1|unknown option csta.job.concurrent; did you mean csta.jobs.concurrent?",
                "csta.s3.buckett|a|unknown option csta.s3.buckett; did you mean csta.s3.bucket?",
                "csta.xyz|1|unknown option csta.xyz",
                "csta.inbox.enabled|maybe|csta.inbox.enabled is 'maybe'; it must be true or false"
            })
    void check_anOptionThatCannotBe_isRefused(String option, String value, String message) {
        assertThatThrownBy(() -> OptionErrors.check(config(Map.of(option, value), Map.of()), Map.of()))
                .isInstanceOf(CstaException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void check_anUnknownVariable_isRefused_withTheNearestName() {
        Map<String, String> environment = Map.of("CSTA_S3_BUKET", "videos");
        assertThatThrownBy(() -> OptionErrors.check(config(Map.of(), environment), environment))
                .isInstanceOf(CstaException.class)
                .hasMessage("unknown environment variable CSTA_S3_BUKET; did you mean CSTA_S3_BUCKET?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CSTA_S3_BUCKET",
                "CSTA_S3_PART_SIZE",
                "CSTA_HOME",
                "CSTA_JAVA_OPTS",
                "CSTA_SERVICE_HOST",
                "CSTA_PORT",
                "CSTA_PORT_8080_TCP_ADDR",
                "CSTANDARD",
                "PATH"
            })
    void check_aKnownVariable_isAllowed(String variable) {
        Map<String, String> environment = Map.of(variable, "16M");
        assertThatCode(() -> OptionErrors.check(config(Map.of(), environment), environment))
                .doesNotThrowAnyException();
    }

    @Test
    void check_knownOptions_areAllowed() {
        Map<String, String> options =
                Map.of("csta.http.hosts", "a,b", "csta.http.callback-hosts[0]", "c", "csta.inbox.enabled", "off");
        assertThatCode(() -> OptionErrors.check(config(options, Map.of()), Map.of()))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "4096,4096",
        "512B,512",
        "5G,5368709120",
        "5GiB,5368709120",
        "5 GiB,5368709120",
        "5GB,5000000000",
        "5 gb,5000000000",
        "1.5K,1536"
    })
    void size_inAnyNotation_isRead(String text, long bytes) {
        assertThat(new SizeConverter().convert(text).asLongValue()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "5 XB", "G", "5 G B", "9E"})
    void size_thatIsNone_isRefused(String text) {
        assertThatThrownBy(() -> new SizeConverter().convert(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
