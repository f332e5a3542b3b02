package io.csta.service.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csta.CstaException;
import io.csta.video.AllowedCodecs;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionCheckTest {

    @ParameterizedTest
    @CsvSource({
        "csta.jobs.concurrent,0",
        "csta.jobs.max-queued,0",
        "csta.jobs.attempts,-1",
        "csta.jobs.retry-delay,0S",
        "csta.jobs.timeout,-5S",
        "csta.jobs.keep-for,0S",
        "csta.inbox.settle,-1S",
        "csta.inbox.poll,0S",
        "csta.inbox.keep-done-for,0S",
        "csta.inbox.keep-failed-for,-1S",
        "csta.s3.poll,0S",
        "csta.s3.timeout,0S",
        "csta.http.max-upload,0",
        "csta.http.max-wait,-1S"
    })
    void option_thatCannotBe_isNamed(String option, String value) {
        assertThatThrownBy(() -> check(Map.of(option, value)))
                .isInstanceOf(CstaException.class)
                .hasMessageStartingWith("%s is %s; ".formatted(option, value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TV", "my_tv", "-tv", "\"my.tv\""})
    void folder_withAnInvalidName_isRefused(String name) {
        assertThatThrownBy(
                        () -> OptionCheck.validate(Options.of(Map.of("csta.folders.%s.path".formatted(name), "/tv"))))
                .isInstanceOf(CstaException.class)
                .hasMessageStartingWith("csta.folders.")
                .hasMessageEndingWith("is invalid; use lower-case letters, digits and hyphens");
    }

    @Test
    void folder_insideTheInbox_isRefused() {
        assertThatThrownBy(() -> OptionCheck.validate(
                        Options.of(Map.of("csta.inbox.folder", "/in", "csta.folders.tv.path", "/in/tv"))))
                .isInstanceOf(CstaException.class)
                .hasMessageContaining("overlap");
    }

    @ParameterizedTest
    @CsvSource({
        "csta.s3.endpoint,localhost:9000",
        "csta.s3.endpoint,ftp://localhost",
        "csta.buckets.old.endpoint,//localhost",
        "csta.http.callback-hosts,http://hooks.example.org"
    })
    void address_orHost_thatCannotBe_isRefused(String option, String value) {
        assertThatThrownBy(() -> OptionCheck.validate(Options.of(
                        Map.of("csta.s3.bucket", "b", "csta.buckets.old.bucket", "old-videos", option, value))))
                .isInstanceOf(CstaException.class)
                .hasMessageStartingWith(option)
                .hasMessageContaining(value)
                .hasMessageContaining("; use ");
    }

    @Test
    void files_keptLongerThanTheirJobs_areRefused() {
        assertThatThrownBy(() -> OptionCheck.validate(
                        Options.of(Map.of("csta.jobs.keep-for", "10D", "csta.inbox.keep-summaries-for", "11D"))))
                .isInstanceOf(CstaException.class)
                .hasMessage("csta.inbox.keep-summaries-for is 264H, longer than csta.jobs.keep-for, which is 240H;"
                        + " shorten it, or keep jobs longer");
    }

    @Test
    void defaults_andTheLeastThatCanBe_areTaken() {
        assertThatCode(() -> check(Map.of())).doesNotThrowAnyException();
        assertThatCode(() -> check(Map.of("csta.inbox.settle", "0S", "csta.http.max-wait", "0S")))
                .doesNotThrowAnyException();
    }

    @Test
    void decoders_areAddedToTheList_andHaveToBeCodecs() {
        try {
            check(Map.of("csta.decoders", "magicyuv,dnxhd"));
            assertThat(System.getProperty(AllowedCodecs.OPTION)).isEqualTo("magicyuv,dnxhd");
            assertThatThrownBy(() -> check(Map.of("csta.decoders", "nonsense")))
                    .isInstanceOf(CstaException.class)
                    .hasMessageStartingWith("csta.decoders contains nonsense, which is not a codec");
        } finally {
            System.clearProperty(AllowedCodecs.OPTION);
        }
    }

    private static void check(Map<String, String> options) {
        new OptionCheck(new SmallRyeConfigBuilder()
                        .addDiscoveredConverters()
                        .withSources(new PropertiesConfigSource(options, "test", 100))
                        .withMapping(ServiceConfig.class)
                        .build()
                        .getConfigMapping(ServiceConfig.class))
                .check(new StartupEvent());
    }
}
