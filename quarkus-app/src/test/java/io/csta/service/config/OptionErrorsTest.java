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
import java.nio.file.Path;
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
    void explain_aMissingValue_namesTheOption() {
        Throwable failure = catchThrowable(() -> config(Map.of("csta.folders.tv.profile", "tv"), Map.of()));
        assertThat(OptionErrors.explain(failure)).contains("csta.folders.tv.path is missing; specify a value");
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
                "csta.folders.tv.pth|/tv|unknown option csta.folders.tv.pth; did you mean csta.folders.tv.path?",
                "csta.folders.tv.settle|1S|unknown option csta.folders.tv.settle",
                "csta.folder.tv.path|/tv|unknown option csta.folder.tv.path; did you mean csta.folders.NAME.path?",
                "csta.folders.tv|/tv|unknown option csta.folders.tv",
                "csta.buckets.a.incomming|in/|unknown option csta.buckets.a.incomming; did you mean csta.buckets.a.incoming?",
                "csta.buckets.a.poll|1S|unknown option csta.buckets.a.poll",
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

    @Test
    void folders_canBeSetInTheEnvironment() {
        Map<String, String> environment = Map.of("CSTA_FOLDERS_TV_PATH", "/tv", "CSTA_FOLDERS_TV_PROFILE", "trailers");
        SmallRyeConfig config = config(Map.of(), environment);
        OptionErrors.check(config, environment);
        ServiceConfig.Folder tv =
                config.getConfigMapping(ServiceConfig.class).folders().get("tv");
        assertThat(tv.path()).isEqualTo(Path.of("/tv"));
        assertThat(tv.profile()).contains("trailers");
    }

    @Test
    void check_aFlagOfABucket_mustBeTrueOrFalse() {
        SmallRyeConfig config =
                config(Map.of("csta.buckets.a.bucket", "videos", "csta.buckets.a.path-style", "maybe"), Map.of());
        assertThatThrownBy(() -> OptionErrors.check(config, Map.of()))
                .isInstanceOf(CstaException.class)
                .hasMessage("csta.buckets.a.path-style is 'maybe'; it must be true or false");
    }

    @Test
    void buckets_canBeSetInTheEnvironment() {
        Map<String, String> environment =
                Map.of("CSTA_BUCKETS_A_BUCKET", "videos", "CSTA_BUCKETS_A_PATH_STYLE", "true");
        SmallRyeConfig config = config(Map.of(), environment);
        OptionErrors.check(config, environment);
        ServiceConfig.Bucket bucket =
                config.getConfigMapping(ServiceConfig.class).buckets().get("a");
        assertThat(bucket.bucket()).isEqualTo("videos");
        assertThat(bucket.pathStyle()).contains(true);
    }

    @Test
    void folders_withAHyphenInTheName_canBeChangedInTheEnvironment() {
        Map<String, String> environment = Map.of("CSTA_FOLDERS_MY_TV_PATH", "/b", "CSTA_FOLDERS_MY_TV_AFTER", "keep");
        SmallRyeConfig config = config(Map.of("csta.folders.my-tv.path", "/a"), environment);
        OptionErrors.check(config, environment);
        Map<String, ServiceConfig.Folder> folders =
                config.getConfigMapping(ServiceConfig.class).folders();
        assertThat(folders).containsOnlyKeys("my-tv");
        assertThat(folders.get("my-tv").after()).contains(ServiceConfig.After.KEEP);
        assertThat(OptionErrorsTest.config(Map.of("csta.folders.my-tv.after", "move"), environment)
                        .getConfigMapping(ServiceConfig.class)
                        .folders()
                        .get("my-tv")
                        .path())
                .isEqualTo(Path.of("/b"));
    }

    @Test
    void folders_withAHyphenInTheName_cannotBeDefinedInTheEnvironment() {
        Map<String, String> environment = Map.of("CSTA_FOLDERS_MY_TV_PATH", "/tv");
        assertThatThrownBy(() -> OptionErrors.check(config(Map.of(), environment), environment))
                .isInstanceOf(CstaException.class)
                .hasMessageStartingWith("CSTA_FOLDERS_MY_TV_PATH does not define a folder or bucket");
    }

    @ParameterizedTest
    @CsvSource({"CSTA_FOLDERS_TV_PTH,CSTA_FOLDERS_TV_PATH", "CSTA_FOLDERS_MY_TV_PROFIL,CSTA_FOLDERS_MY_TV_PROFILE"})
    void check_anUnknownVariableOfAFolder_isRefused_withTheNearestName(String variable, String nearest) {
        Map<String, String> environment = Map.of(variable, "a");
        assertThatThrownBy(() -> OptionErrors.check(config(Map.of(), environment), environment))
                .isInstanceOf(CstaException.class)
                .hasMessage("unknown environment variable %s; did you mean %s?", variable, nearest);
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
                "CSTA_PROFILES_SERVICE_HOST",
                "CSTANDARD",
                "PATH"
            })
    void check_aKnownVariable_isAllowed(String variable) {
        Map<String, String> environment = Map.of(variable, "16M");
        assertThatCode(() -> OptionErrors.check(config(Map.of(), environment), environment))
                .doesNotThrowAnyException();
    }

    @Test
    void check_aProfileInTheEnvironment_saysWhereItBelongs() {
        Map<String, String> environment = Map.of("CSTA_PROFILES_X_LENGTH", "3s");
        assertThatThrownBy(() -> OptionErrors.check(config(Map.of(), environment), environment))
                .isInstanceOf(CstaException.class)
                .hasMessage("CSTA_PROFILES_X_LENGTH: profiles cannot be defined in the environment;"
                        + " define them in config/application.properties or on the command line");
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
