package io.csta.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.function.IntToLongFunction;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimelineTest {

    private static final FileStamp STAMP = new FileStamp(1, FileTime.fromMillis(0));

    @ParameterizedTest
    @CsvSource({
        "30000, 1001, 90000, 1",
        "30000, 1001, 1000, 1",
        "24000, 1001, 1000, 1",
        "60000, 1001, 15360, 1",
        "25, 1, 1000, 1",
        "25, 1, 25, 1",
        "30000, 1001, 30000, 1001",
        "120, 1, 1000, 1",
        "15, 2, 600, 1",
    })
    void constantRate_ofTimesRoundedToAnyClock_isFound(int num, int den, int ticks, int tickNum) {
        Timeline timeline =
                timeline(new Rational(tickNum, ticks), 5000, i -> Math.round((double) i * den * ticks / num / tickNum));

        assertThat(timeline.constantRate()).contains(new Rational(num, den));
        assertThat(timeline.fps()).isEqualTo((double) num / den);
    }

    @Test
    void constantRate_ofADroppedFrame_isNone() {
        Timeline timeline = timeline(new Rational(1, 90000), 100, i -> 3000L * (i < 50 ? i : i + 1));

        assertThat(timeline.constantFrameRate()).isFalse();
        assertThat(timeline.fps()).isCloseTo(100 / (101 / 30.0), Offset.offset(1e-9));
        assertThat(timeline.end(49)).isCloseTo(51 / 30.0, Offset.offset(1e-9));
    }

    @Test
    void constantRate_ofASlowDrift_isNone() {
        Timeline timeline = timeline(new Rational(1, 90000), 3000, i -> 3000L * i + i / 100);

        assertThat(timeline.constantFrameRate()).isFalse();
    }

    @Test
    void times_countFromTheFirstFrame() {
        Timeline timeline = timeline(new Rational(1, 1000), 3, i -> 1400 + 40L * i);

        assertThat(timeline.start(0)).isZero();
        assertThat(timeline.start(2)).isCloseTo(0.08, Offset.offset(1e-12));
        assertThat(timeline.duration()).isCloseTo(0.12, Offset.offset(1e-12));
    }

    @Test
    void mostFramesPerKeyFrame_countsUpToTheNextKeyFrameOrTheEnd() {
        Timeline.Builder builder = new Timeline.Builder(STAMP, new Rational(1, 25), List.of());
        for (int i = 0; i < 20; i++) {
            builder.add(i, 1);
            if (i == 0 || i == 5 || i == 13) {
                builder.markKeyFrame();
            }
        }
        assertThat(builder.build(true).mostFramesPerKeyFrame()).isEqualTo(8);
        builder.add(20, 1);
        builder.add(21, 1);
        assertThat(builder.build(true).mostFramesPerKeyFrame()).isEqualTo(9);
    }

    @Test
    void timeline_ofNoFrame_isRefused() {
        assertThatThrownBy(() -> new Timeline.Builder(STAMP, new Rational(1, 25), List.of()).build(true))
                .isInstanceOf(IllegalStateException.class);
    }

    private static Timeline timeline(Rational timeBase, int frames, IntToLongFunction pts) {
        Timeline.Builder builder = new Timeline.Builder(STAMP, timeBase, List.of());
        for (int i = 0; i < frames; i++) {
            builder.add(pts.applyAsLong(i), pts.applyAsLong(i + 1) - pts.applyAsLong(i));
        }
        return builder.build(true);
    }
}
