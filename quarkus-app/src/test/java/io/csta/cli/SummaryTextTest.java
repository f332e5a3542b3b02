package io.csta.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.csta.summary.Summary;
import io.csta.summary.Summary.ScoredShot;
import io.csta.summary.Summary.Segment;
import io.csta.summary.Timings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class SummaryTextTest {

    /** Ten frames per second: two adjacent shots are one segment, and a part of the last shot is another. */
    private static final Summary SUMMARY = new Summary(
            new Summary.Video(Path.of("tapes", "a.mp4"), 1000, 0, 10, 100, 64, 48, true),
            new Summary.Model("starter", "googlenet", "csta", Optional.empty()),
            new Summary.Options(
                    OptionalDouble.of(0.15), OptionalDouble.empty(), 5, "fast", "on", "watchable", "cpu", true),
            new Summary.Samples(List.of(0), List.of(0.5f)),
            List.of(
                    shot(0, 19, true, "selected: score 0.90"),
                    shot(20, 49, true, "selected: score 0.80"),
                    shot(50, 599, false, "not selected: score 0.10"),
                    shot(600, 999, false, "partly selected: score 0.70")),
            List.of(new Segment(0, 49, 0, 5, 0), new Segment(605, 704, 60.5, 70.5, 5)),
            new Summary.Result(Path.of("a.summary.mp4"), 150, 15, 0.15),
            List.of(),
            new Timings(0, 0, 0, 0, 0, 0, 0));

    private static ScoredShot shot(int first, int last, boolean selected, String reason) {
        return new ScoredShot(
                first, last, first / 10.0, (last + 1) / 10.0, 0.5, selected, OptionalDouble.empty(), reason);
    }

    @Test
    void summary_thatWasWritten_isOneLine() {
        assertThat(SummaryText.written(SUMMARY))
                .isEqualTo("a.mp4: 15 s of 1:40 min in 2 parts, written to a.summary.mp4");
    }

    @Test
    void summary_thatIsPlanned_hasALineForEveryShotThatItPlays() {
        assertThat(SummaryText.planned(SUMMARY))
                .containsExactly(
                        "a.mp4: 15 s of 1:40 min in 2 parts, would be written to a.summary.mp4",
                        "      start         end    seconds  reason",
                        "     0:00.0      0:02.0        2.0  selected: score 0.90",
                        "     0:02.0      0:05.0        3.0  selected: score 0.80",
                        "     1:00.5      1:10.5       10.0  partly selected: score 0.70");
    }
}
