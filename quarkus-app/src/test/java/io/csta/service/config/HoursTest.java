package io.csta.service.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csta.CstaException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HoursTest {

    @ParameterizedTest
    @CsvSource({
        "22:00-06:00,23:30,PT0S",
        "22:00-06:00,22:00,PT0S",
        "22:00-06:00,05:59,PT0S",
        "22:00-06:00,06:00,PT16H",
        "22:00 - 06:00,21:59:30,PT30S",
        "08:00-18:00,08:00,PT0S",
        "08:00-18:00,18:00,PT14H",
        "08:00-18:00,07:00,PT1H",
        "18:00-00:00,23:59,PT0S",
        "18:00-00:00,00:00,PT18H"
    })
    void until_aTime_isTheWaitForTheNextOpening(String hours, LocalTime now, Duration wait) {
        assertThat(Hours.parse(hours).until(now)).isEqualTo(wait);
    }

    @ParameterizedTest
    @CsvSource({
        "22:00-06:00,2026-06-01T12:00,2026-06-01T22:00",
        "08:00-18:00,2026-06-01T19:30,2026-06-02T08:00",
        "08:00-18:00,2026-03-28T19:30,2026-03-29T08:00", // the clock is changed in between
        "08:00-18:00,2026-06-01T09:00,2026-06-01T09:00"
    })
    void next_isTheTimeOfTheClock(String hours, LocalDateTime now, LocalDateTime opens) {
        ZoneId zone = ZoneId.of("Europe/Vienna");
        assertThat(Hours.parse(hours).next(now.atZone(zone))).isEqualTo(opens.atZone(zone));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "22-6", "22:00", "25:00-06:00", "22:00-22:00", "night"})
    void parse_whatAreNoHours_isRefused(String text) {
        assertThatThrownBy(() -> Hours.parse(text))
                .isInstanceOf(CstaException.class)
                .hasMessageContaining("csta.jobs.hours is '" + text + "'; use two times of a day");
    }
}
