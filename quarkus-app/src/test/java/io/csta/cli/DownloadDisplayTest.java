package io.csta.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class DownloadDisplayTest {

    private static final OptionalLong TOTAL = OptionalLong.of(50_000_000);

    private final StringWriter written = new StringWriter();

    @Test
    void received_withoutATerminal_writesALineNowAndThen() {
        try (DownloadDisplay display = display(0, false)) {
            for (int i = 0; i <= 100; i++) {
                display.received(i * 500_000L, TOTAL);
            }
            display.received(50_000_000, TOTAL);
        }
        assertThat(written.toString().lines())
                .containsExactly(
                        "a.pth:   0 %, 0.0 of 50.0 MB",
                        "a.pth:  25 %, 12.5 of 50.0 MB",
                        "a.pth:  50 %, 25.0 of 50.0 MB",
                        "a.pth:  75 %, 37.5 of 50.0 MB",
                        "a.pth: 100 %, 50.0 of 50.0 MB");
    }

    @Test
    void received_ofAnUnknownTotal_tellsMegabytes() {
        try (DownloadDisplay display = display(0, false)) {
            for (int i = 0; i <= 25; i++) {
                display.received(i * 1_000_000L, OptionalLong.empty());
            }
        }
        assertThat(written.toString().lines()).containsExactly("a.pth: 0.0 MB", "a.pth: 10.0 MB", "a.pth: 20.0 MB");
    }

    @Test
    void received_inATerminal_drawsOverOneLineAndWipesIt() {
        try (DownloadDisplay display = display(80, false)) {
            display.received(25_000_000, TOTAL);
        }
        assertThat(written.toString()).isEqualTo("\r\u001b[Ka.pth [████████░░░░░░░░]  50 %, 25.0 of 50.0 MB\r\u001b[K");
    }

    @Test
    void retrying_atAnyTime_saysWhyAndWhen() {
        try (DownloadDisplay display = display(0, false)) {
            display.retrying("the connection was cut", Duration.ofSeconds(2));
            display.retrying("the connection was cut", Duration.ZERO);
        }
        assertThat(written.toString().lines())
                .containsExactly(
                        "a.pth: the connection was cut; trying again in 2 s",
                        "a.pth: the connection was cut; trying again");
    }

    @Test
    void everything_quietly_isNotSaid() {
        for (int columns : new int[] {0, 80}) {
            try (DownloadDisplay display = display(columns, true)) {
                display.received(1, TOTAL);
                display.retrying("the connection was cut", Duration.ZERO);
            }
        }
        assertThat(written.toString()).isEmpty();
    }

    private DownloadDisplay display(int columns, boolean quiet) {
        return new DownloadDisplay(new PrintWriter(written), "a.pth", columns, quiet);
    }
}
