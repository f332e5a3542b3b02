package io.csta.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationParserTest {

    @ParameterizedTest
    @CsvSource({
        "30s,30",
        "2m,120",
        "2min,120",
        "1m30s,90",
        "1h,3600",
        "1.5h,5400",
        "1h 2m 3s,3723",
        "45,45",
        "0.5,0.5",
        "1:30,90",
        "0:05,5",
        "90:00,5400",
        "1:02:03,3723",
        "01:02:03.5,3723.5"
    })
    void seconds_ofATime_areItsSeconds(String text, double seconds) {
        assertThat(DurationParser.seconds(text)).isEqualTo(seconds);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "s",
                "1x",
                "-3s",
                "30 seconds",
                "1s1m",
                "1:3",
                "1:60",
                "1:60:00",
                ":30",
                "1:30:",
                "1:2:3:4",
                "1:30m",
                "NaN",
                "1e3",
                "ten"
            })
    void seconds_ofWhatIsNoTime_saysHowToWriteOne(String text) {
        assertThatThrownBy(() -> DurationParser.seconds(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "'")
                .hasMessageContaining("30s");
    }
}
