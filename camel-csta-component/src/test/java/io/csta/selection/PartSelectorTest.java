package io.csta.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.csta.segmentation.Shot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class PartSelectorTest {

    private static final int FPS = 10;
    private static final int WIDTH = 16;
    private static final double COVERAGE = 1;

    /** Builds a video shot by shot, with a sample for every fifth frame. */
    private static final class Film {

        private final List<Double> times = new ArrayList<>(List.of(0.0));
        private double rate = FPS;
        private final List<Shot> shots = new ArrayList<>();
        private final List<Float> values = new ArrayList<>();
        private final List<Boolean> visible = new ArrayList<>();
        private final List<Boolean> still = new ArrayList<>();
        private final List<Integer> scenes = new ArrayList<>();

        /** Changes the frame rate for the shots to come; hidden ranges and values are by the first one. */
        Film rate(double framesPerSecond) {
            rate = framesPerSecond;
            return this;
        }

        /** A shot that looks like every shot of the same scene. */
        Film shot(double seconds, int scene, double value) {
            int first = values.size();
            double start = times.get(first);
            for (int i = 0; i < Math.round(seconds * rate); i++) {
                times.add(start + (i + 1) / rate);
                values.add((float) value);
                visible.add(true);
                still.add(false);
                scenes.add(scene);
            }
            shots.add(new Shot(first, values.size() - 1));
            return this;
        }

        Film still(double seconds, int scene, double value) {
            shot(seconds, scene, value);
            for (int frame = shots.get(shots.size() - 1).first(); frame < still.size(); frame++) {
                still.set(frame, true);
            }
            return this;
        }

        /** Hides a range of frames. */
        Film hide(double from, double to) {
            for (int frame = (int) Math.round(from * FPS); frame < Math.round(to * FPS); frame++) {
                visible.set(frame, false);
                values.set(frame, 0f);
            }
            return this;
        }

        Film value(double from, double to, double value) {
            for (int frame = (int) Math.round(from * FPS); frame < Math.round(to * FPS); frame++) {
                values.set(frame, (float) value);
            }
            return this;
        }

        ScoredVideo video() {
            int frames = values.size();
            int step = FPS / 2;
            int[] samples = IntStream.iterate(0, frame -> frame < frames, frame -> frame + step)
                    .toArray();
            float[][] vectors = new float[samples.length][];
            Arrays.setAll(vectors, i -> vector(scenes.get(samples[i])));
            float[] all = new float[frames];
            boolean[] seen = new boolean[frames];
            boolean[] unmoved = new boolean[frames];
            double[] costs = new double[frames + 1];
            for (int i = 0; i < frames; i++) {
                all[i] = values.get(i);
                seen[i] = visible.get(i);
                unmoved[i] = still.get(i);
                costs[i + 1] = (i + 1) * times.get(frames) / frames;
            }
            float[] weights = new float[frames];
            Arrays.fill(weights, 1);
            double[] clock = times.stream().mapToDouble(time -> time).toArray();
            return new ScoredVideo(shots, clock, costs, all, weights, seen, unmoved, samples, vectors);
        }

        private static float[] vector(int scene) {
            float[] vector = new float[WIDTH];
            vector[scene % WIDTH] = 1;
            return vector;
        }
    }

    private static double seconds(Shot part) {
        return part.length() / (double) FPS;
    }

    private static double seconds(PartSelection selection) {
        return selection.parts().stream().mapToDouble(PartSelectorTest::seconds).sum();
    }

    /** The case that was seen: the knapsack showed only the shot of 0.08 s. */
    @Test
    void select_longShotsAndASliver_cutsTheLongOnesAndFillsTheBudget() {
        ScoredVideo video = new Film()
                .shot(0.1, 0, 0.9)
                .shot(11.2, 1, 0.5)
                .shot(10, 2, 0.6)
                .shot(29.6, 3, 0.4)
                .video();
        PartSelection selection = PartSelector.select(video, 7.6, COVERAGE);
        assertThat(seconds(selection)).isBetween(0.9 * 7.6, 7.6);
        assertThat(selection.parts())
                .allSatisfy(part -> assertThat(seconds(part)).isGreaterThanOrEqualTo(1.5));
        assertThat(selection.outcomes())
                .containsExactly(
                        new ShotOutcome.TooShort(),
                        new ShotOutcome.Shown(),
                        new ShotOutcome.Shown(),
                        new ShotOutcome.Shown());
    }

    @Test
    void select_slides_showsEachOfThem() {
        Film film = new Film();
        for (int slide = 0; slide < 6; slide++) {
            film.still(8, slide, slide == 2 ? 0.9 : 0.1);
        }
        PartSelection selection = PartSelector.select(film.video(), 7.2, COVERAGE);
        assertThat(selection.outcomes()).containsOnly(new ShotOutcome.Shown());
        assertThat(selection.parts()).hasSize(6).allSatisfy(part -> assertThat(seconds(part))
                .isGreaterThanOrEqualTo(0.9));
    }

    @Test
    void select_theSameSceneTwice_showsItOnce() {
        ScoredVideo video = new Film()
                .shot(6, 0, 0.6)
                .shot(6, 1, 0.5)
                .shot(6, 0, 0.6)
                .shot(6, 2, 0.5)
                .video();
        PartSelection selection = PartSelector.select(video, 4.5, COVERAGE);
        assertThat(selection.outcomes())
                .containsExactly(
                        new ShotOutcome.Shown(),
                        new ShotOutcome.Shown(),
                        new ShotOutcome.SimilarTo(0),
                        new ShotOutcome.Shown());
    }

    @Test
    void select_withoutCoverage_showsTheBestShots() {
        ScoredVideo video = new Film()
                .shot(6, 0, 0.9)
                .shot(6, 1, 0.2)
                .shot(6, 0, 0.8)
                .shot(6, 2, 0.1)
                .video();
        assertThat(PartSelector.select(video, 3, 0).outcomes())
                .containsExactly(
                        new ShotOutcome.Shown(),
                        new ShotOutcome.LessImportant(),
                        new ShotOutcome.Shown(),
                        new ShotOutcome.LessImportant());
    }

    @Test
    void select_hiddenFrames_areNeverShown() {
        ScoredVideo video = new Film()
                .shot(5, 0, 0.5)
                .shot(5, 1, 0.5)
                .shot(5, 2, 0.5)
                .hide(4, 6)
                .hide(10, 15)
                .video();
        PartSelection selection = PartSelector.select(video, 8, COVERAGE);
        assertThat(selection.parts()).containsExactly(new Shot(0, 39), new Shot(60, 99));
        assertThat(selection.outcomes())
                .containsExactly(new ShotOutcome.Shown(), new ShotOutcome.Shown(), new ShotOutcome.NotVisible());
    }

    @Test
    void select_aLongShot_showsItsBestStretch() {
        ScoredVideo video = new Film().shot(10, 0, 0.2).value(6, 8, 0.9).video();
        assertThat(PartSelector.select(video, 2, COVERAGE).parts()).containsExactly(new Shot(60, 79));
    }

    /** Two pieces of one shot would otherwise be two parts with a jump between them. */
    @Test
    void select_aSingleShotOfManyPieces_joinsNeighbours() {
        ScoredVideo video = new Film().shot(24, 0, 0.5).video();
        PartSelection selection = PartSelector.select(video, 10, COVERAGE);
        assertThat(selection.parts()).hasSize(1);
        assertThat(seconds(selection)).isCloseTo(10, within(0.11));
    }

    @Test
    void select_nothingVisible_isEmpty() {
        ScoredVideo video = new Film().shot(5, 0, 0.5).hide(0, 5).video();
        PartSelection selection = PartSelector.select(video, 2, COVERAGE);
        assertThat(selection.parts()).isEmpty();
        assertThat(selection.outcomes()).containsExactly(new ShotOutcome.NotVisible());
    }

    @RepeatedTest(300)
    void select_anyVideo_keepsItsPromises(RepetitionInfo repetition) {
        SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
        Film film = new Film();
        int shots = 1 + random.nextInt(30);
        for (int i = 0; i < shots; i++) {
            double length = 0.1 + random.nextDouble() * (random.nextInt(4) == 0 ? 40 : 6);
            if (random.nextInt(4) == 0) {
                film.still(length, random.nextInt(WIDTH), random.nextDouble());
            } else {
                film.shot(length, random.nextInt(WIDTH), random.nextDouble());
            }
        }
        ScoredVideo video = film.video();
        double total = video.frames() / (double) FPS;
        if (random.nextBoolean() && total > 2) {
            double from = random.nextDouble() * (total - 1);
            film.hide(from, from + random.nextDouble() * (total - from));
            video = film.video();
        }
        double budget = 1 + random.nextDouble() * total;
        PartSelection selection = PartSelector.select(video, budget, random.nextInt(3));

        List<Shot> parts = selection.parts();
        assertThat(seconds(selection)).isLessThanOrEqualTo(budget + 1e-6);
        double available = Candidate.of(video, PartSelector.SHORTEST_SECONDS).stream()
                .mapToDouble(Candidate::seconds)
                .sum();
        double lostToWholeFrames = 0.1 * parts.size();
        assertThat(seconds(selection))
                .isGreaterThanOrEqualTo(
                        Math.min(available, budget >= 10 ? 0.9 * budget : budget - 1) - lostToWholeFrames);
        for (int i = 0; i < parts.size(); i++) {
            assertThat(seconds(parts.get(i))).isGreaterThanOrEqualTo(0.9);
            for (int frame = parts.get(i).first(); frame <= parts.get(i).last(); frame++) {
                assertThat(video.visible()[frame]).isTrue();
            }
            if (i > 0) {
                assertThat(parts.get(i).first()).isGreaterThan(parts.get(i - 1).last() + 1);
            }
        }
        assertThat(selection.outcomes()).hasSize(video.shots().size());
        assertThat(PartSelector.select(video, budget, 0).parts())
                .isEqualTo(PartSelector.select(video, budget, 0).parts());
    }

    /** A second of the first shots has ten times as many frames as one of the others. */
    @Test
    void select_aVariableFrameRate_measuresPartsByTheClock_andTheBudgetByFrames() {
        ScoredVideo video = new Film()
                .rate(100)
                .shot(6, 0, 0.5)
                .shot(6, 1, 0.9)
                .rate(10)
                .shot(30, 2, 0.5)
                .shot(30, 3, 0.5)
                .video();
        double budget = 0.15 * 72;
        List<Shot> parts = PartSelector.select(video, budget, COVERAGE).parts();
        assertThat(parts)
                .hasSizeGreaterThan(2)
                .anyMatch(part -> part.first() < 1200)
                .anyMatch(part -> part.first() >= 1200)
                .allSatisfy(part -> assertThat(video.seconds(part)).isGreaterThanOrEqualTo(1 - 1e-6));
        assertThat(parts.stream().mapToDouble(video::cost).sum()).isBetween(0.9 * budget, budget + 1e-6);
    }

    @Test
    void select_aSecondThatCostsMoreThanTheBudget_showsItOnlyIfNothingElseIsVisible() {
        Film film = new Film().rate(100).shot(5, 0, 0.9).rate(5).shot(100, 1, 0.1);
        assertThat(PartSelector.select(film.video(), 2, COVERAGE).parts())
                .isNotEmpty()
                .allMatch(part -> part.first() >= 500);
        ScoredVideo dense = film.hide(50, 100).video();
        assertThat(PartSelector.select(dense, 2, COVERAGE).parts())
                .singleElement()
                .satisfies(part -> assertThat(dense.seconds(part)).isBetween(1 - 1e-6, 1.02));
    }

    @RepeatedTest(300)
    void select_anyFrameRates_keepsItsPromises(RepetitionInfo repetition) {
        SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
        Film film = new Film();
        int shots = 2 + random.nextInt(30);
        for (int i = 0; i < shots; i++) {
            film.rate(2 + random.nextInt(100)).shot(0.5 + random.nextDouble() * 12, i % WIDTH, random.nextDouble());
        }
        ScoredVideo video = film.video();
        double total = video.cost(new Shot(0, video.frames() - 1));
        double budget = 1 + 0.5 * random.nextDouble() * (total - 1);
        List<Shot> parts = PartSelector.select(video, budget, random.nextInt(3)).parts();

        assertThat(parts).allSatisfy(part -> assertThat(video.seconds(part)).isGreaterThanOrEqualTo(1 - 1e-6));
        double used = parts.stream().mapToDouble(video::cost).sum();
        assertThat(parts.size() == 1 || used <= budget + 1e-6).isTrue();
        if (budget >= 30) {
            assertThat(used).isGreaterThanOrEqualTo(0.8 * budget);
        }
    }

    @Test
    void arrays_ofDifferentSizes_areRefused() {
        assertThatThrownBy(() -> new ScoredVideo(
                        List.of(new Shot(0, 1)),
                        new double[] {0, 1, 2},
                        new double[] {0, 1},
                        new float[2],
                        new float[2],
                        new boolean[2],
                        new boolean[2],
                        new int[1],
                        new float[1][WIDTH]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("do not belong to one video");
    }
}
