package io.csta.summary;

import io.csta.model.SelectionDefaults;
import io.csta.segmentation.Shot;
import io.csta.selection.SelectionMethod;
import io.csta.selection.ShotSelector;
import io.csta.video.FrameRange;
import io.csta.visibility.FrameVisibility;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** What the summary plays, and why. */
final class SummarySelection {

    private final List<Shot> shots;
    private final ShotMeans means;
    private final Optional<FrameVisibility> visibility;
    private final Choice choice;

    private SummarySelection(List<Shot> shots, ShotMeans means, Optional<FrameVisibility> visibility, Choice choice) {
        this.shots = shots;
        this.means = means;
        this.visibility = visibility;
        this.choice = choice;
    }

    /**
     * The result of a method of selection.
     *
     * @param parts the ranges of frames to play, in order, at least one
     * @param reasons why a shot is shown or not, by its index
     */
    record Choice(List<Shot> parts, IntFunction<String> reasons) {

        Choice withParts(List<Shot> others) {
            return new Choice(others, reasons);
        }
    }

    /**
     * Selects.
     *
     * @param scores one score per sample
     * @param how the method, and the weights of everything but the scores
     */
    static SummarySelection of(VideoAnalysis analysis, float[] scores, Budget budget, SelectionDefaults how) {
        List<Shot> shots = analysis.shots();
        int frames = analysis.timeline().frames();
        float[] frameScores = ShotSelector.frameScores(scores, analysis.samples(), frames);
        FrameVisibility measured = analysis.visibility();
        Optional<FrameVisibility> visibility = how.visibility() ? Optional.of(measured) : Optional.empty();
        ShotMeans means = ShotMeans.of(shots, frameScores, visibility);
        float[] values = how.method() == SelectionMethod.PUBLISHED
                ? frameScores
                : ShotSelector.frameScores(new Prior(how).combinedWith(scores, analysis), analysis.samples(), frames);
        visibility.ifPresent(seen -> multiply(values, seen));
        FrameBudget limit = new FrameBudget(analysis.timeline(), budget);
        Choice choice = how.method() == SelectionMethod.PUBLISHED
                ? trimmed(PublishedSelection.of(analysis, means, values, limit), visibility, limit, shots)
                : WatchableSelection.of(
                        analysis,
                        means.scores(),
                        values,
                        visibility.orElseGet(measured::withoutObstacles),
                        how.coverage(),
                        limit);
        return new SummarySelection(shots, means, visibility, choice);
    }

    private static void multiply(float[] values, FrameVisibility visibility) {
        for (int frame = 0; frame < values.length; frame++) {
            values[frame] *= visibility.value(frame);
        }
    }

    /** Removes frames with nothing to see from the ends of parts, unless less than a second would remain. */
    private static Choice trimmed(
            Choice choice, Optional<FrameVisibility> visibility, FrameBudget limit, List<Shot> shots) {
        if (visibility.isEmpty() || limit.holds(shots)) {
            return choice;
        }
        List<Shot> parts = new ArrayList<>();
        for (Shot part : choice.parts()) {
            int first = part.first();
            int last = part.last();
            while (first <= last && !visibility.get().isVisible(first)) {
                first++;
            }
            while (last >= first && !visibility.get().isVisible(last)) {
                last--;
            }
            if (first <= last) {
                parts.add(new Shot(first, last));
            }
        }
        return limit.isLongEnough(parts) ? choice.withParts(parts) : choice;
    }

    /** The parts of the video that the summary plays; parts without a gap are one. */
    List<FrameRange> ranges() {
        return choice.parts().stream()
                .map(part -> new FrameRange(part.first(), part.last()))
                .toList();
    }

    /** The mean importance of a shot's frames. */
    double score(int shot) {
        return means.scores()[shot];
    }

    /** The mean visibility of a shot's frames, 0 to 1; empty if visibility is off. */
    OptionalDouble visibility(int shot) {
        return means.visibility()
                .map(visible -> OptionalDouble.of(visible[shot]))
                .orElseGet(OptionalDouble::empty);
    }

    /** Why the summary contains all, a part or nothing of the shot. */
    String reason(int shot) {
        Shot range = shots.get(shot);
        boolean shown =
                choice.parts().stream().anyMatch(part -> part.first() <= range.last() && range.first() <= part.last());
        return visibility
                .filter(seen -> !shown
                        && IntStream.rangeClosed(range.first(), range.last()).noneMatch(seen::isVisible))
                .map(seen -> "not selected: " + ObstacleWords.of(seen, range))
                .orElseGet(() -> choice.reasons().apply(shot));
    }

    /** What the video shows instead of anything visible, if no frame of it is visible. */
    Optional<String> emptiness() {
        boolean whole = shots.stream().mapToInt(Shot::length).sum()
                == choice.parts().stream().mapToInt(Shot::length).sum();
        return visibility
                .filter(seen -> !whole)
                .filter(seen -> IntStream.range(0, seen.frames()).noneMatch(seen::isDimlyVisible))
                .map(seen -> ObstacleWords.of(seen, new Shot(0, seen.frames() - 1)));
    }

    /** Whether the summary contains the whole shot. */
    boolean isSelected(int shot) {
        Shot whole = shots.get(shot);
        return choice.parts().stream().anyMatch(part -> part.first() <= whole.first() && whole.last() <= part.last());
    }
}
