package io.csta;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {

    private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(10));

    @ParameterizedTest
    @CsvSource({"0,2", "1,2", "2,4", "3,8", "9,512", "10,600", "2147483647,600"})
    void after_failuresInARow_doublesUpToTheMaximum(int failures, long seconds) {
        assertThat(BACKOFF.after(failures)).hasSeconds(seconds);
    }

    @ParameterizedTest
    @CsvSource({"1,0,2", "1,3,3", "3,3,8", "1,3600,600", "10,3600,600"})
    void after_aRequestedPause_isAtLeastThatUpToTheMaximum(int failures, long requested, long seconds) {
        assertThat(BACKOFF.after(failures, Duration.ofSeconds(requested))).hasSeconds(seconds);
    }

    @Test
    void after_aFirstPauseAboveTheMaximum_isTheMaximum() {
        assertThat(new Backoff(Duration.ofHours(1), Duration.ofMinutes(10)).after(1))
                .hasMinutes(10);
    }
}
