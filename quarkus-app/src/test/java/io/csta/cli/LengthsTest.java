package io.csta.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LengthsTest {

    @ParameterizedTest
    @CsvSource({
        "30s, 30",
        "45, 45",
        "0.5, 0.5",
        "2m, 120",
        "2min, 120",
        "1m30s, 90",
        "1m 30s, 90",
        "1.5h, 5400",
        "1h1m1.5s, 3661.5"
    })
    void seconds_ofATimeAsPeopleWriteIt_isThatTime(String text, double seconds) {
        assertThat(Lengths.seconds(text)).isEqualTo(seconds);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "1x", "s", "-3", "30s1m", "1e9", "NaN", "3,5", "12345678901"})
    void seconds_ofAnythingElse_areRefused(String text) {
        assertThatThrownBy(() -> Lengths.seconds(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "'")
                .hasMessageContaining("1m30s");
    }
}
