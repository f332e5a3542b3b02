package io.csta.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.csta.summary.Progress;
import io.csta.summary.Stage;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressDisplayTest {

    private final StringWriter written = new StringWriter();

    @ParameterizedTest
    @CsvSource({"0.4,0 s", "59.4,59 s", "59.6,1:00 min", "185,3:05 min", "3723,1:02:03 h"})
    void duration_ofSeconds_readsAsPeopleSayIt(double seconds, String text) {
        assertThat(ProgressDisplay.duration(seconds)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0,0:00.0", "7.04,0:07.0", "59.96,1:00.0", "3723.45,1:02:03.5"})
    void time_inAVideo_isThatOfAPlayer(double seconds, String text) {
        assertThat(ProgressDisplay.time(seconds)).isEqualTo(text);
    }

    @Test
    void update_ofAWaitingJob_writesItsStateOnce() {
        try (ProgressDisplay display = display(0, false)) {
            for (int i = 0; i < 3; i++) {
                display.update("queued", 0);
            }
            display.update(new Progress(Stage.FEATURES, 0.1, OptionalDouble.empty(), 0));
        }
        assertThat(written.toString().lines())
                .containsExactly("a.mp4:   0 %, queued", "a.mp4:  10 %, processing frames");
    }

    @Test
    void update_withoutATerminal_writesALineWhenSomethingChanged() {
        try (ProgressDisplay display = display(0, false)) {
            for (int i = 0; i <= 100; i++) {
                display.update(new Progress(Stage.FEATURES, i / 200.0, OptionalDouble.of(60), 99));
            }
            display.update(new Progress(Stage.RENDERING, 0.9, OptionalDouble.of(5), 0));
        }
        assertThat(written.toString().lines())
                .containsExactly(
                        "a.mp4:   0 %, processing frames, 99 frames/s, 1:00 min left",
                        "a.mp4:  25 %, processing frames, 99 frames/s, 1:00 min left",
                        "a.mp4:  50 %, processing frames, 99 frames/s, 1:00 min left",
                        "a.mp4:  90 %, writing the summary, 5 s left");
    }

    @Test
    void update_inATerminal_drawsOverOneLineAndWipesIt() {
        try (ProgressDisplay display = display(80, false)) {
            display.update(new Progress(Stage.FEATURES, 0.5, OptionalDouble.empty(), 30));
        }
        assertThat(written.toString())
                .isEqualTo("\r\u001b[Ka.mp4 [████████░░░░░░░░]  50 %, processing frames, 30 frames/s\r\u001b[K");
    }

    @Test
    void update_inANarrowTerminal_staysOnOneLine() {
        try (ProgressDisplay display = display(20, false)) {
            display.update(new Progress(Stage.FEATURES, 0.5, OptionalDouble.of(9), 30));
        }
        assertThat(written.toString()).isEqualTo("\r\u001b[Ka.mp4 [████████░░░░\r\u001b[K");
    }

    @Test
    void update_quiet_writesNothing() {
        try (ProgressDisplay display = display(80, true)) {
            display.update(new Progress(Stage.FEATURES, 0.5, OptionalDouble.empty(), 30));
        }
        assertThat(written.toString()).isEmpty();
    }

    private ProgressDisplay display(int columns, boolean quiet) {
        return new ProgressDisplay(new PrintWriter(written), "a.mp4", columns, quiet);
    }
}
