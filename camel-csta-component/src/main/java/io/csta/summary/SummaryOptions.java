package io.csta.summary;

import io.csta.model.ModelCard;
import io.csta.model.SelectionDefaults;
import io.csta.selection.SelectionMethod;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The options of a summary.
 *
 * @param chosen the options that were set; all others have their defaults
 * @param output the summary video; by default {@code NAME.summary.mp4} in the folder of the video
 */
public record SummaryOptions(Map<SummaryOption<?>, Object> chosen, Optional<Path> output) {

    /** The defaults. */
    public static final SummaryOptions DEFAULTS = new SummaryOptions(Map.of(), Optional.empty());

    /**
     * Checks the options.
     *
     * @throws IllegalArgumentException if a value is invalid, or two options are mutually exclusive
     */
    public SummaryOptions {
        Map<SummaryOption<?>, Object> values = new HashMap<>();
        chosen.forEach((option, given) -> values.put(option, option.value(given)));
        if (values.keySet().containsAll(SummaryOption.EXCLUSIVE)) {
            throw new IllegalArgumentException("%s are mutually exclusive; use one of them"
                    .formatted(String.join(
                            " and ",
                            SummaryOption.EXCLUSIVE.stream()
                                    .map(SummaryOption::name)
                                    .toList())));
        }
        chosen = Map.copyOf(values);
    }

    /** The value of an option, if it was set or has a default. */
    public <T> Optional<T> find(SummaryOption<T> option) {
        return Optional.ofNullable(chosen.get(option))
                .map(option.syntax().type()::cast)
                .or(option::defaultValue);
    }

    /** The value of an option that has a default. */
    public <T> T get(SummaryOption<T> option) {
        return find(option).orElseThrow();
    }

    /**
     * The same with another value of an option.
     *
     * @param value a value of the option's type, or its text
     * @throws IllegalArgumentException if it is invalid, or another option excludes this one
     */
    public SummaryOptions with(SummaryOption<?> option, Object value) {
        Map<SummaryOption<?>, Object> values = new HashMap<>(chosen);
        values.put(option, value);
        return new SummaryOptions(values, output);
    }

    /** How long the summary may be. */
    public Budget budget() {
        return find(SummaryOption.LENGTH)
                .<Budget>map(Budget.Length::new)
                .orElseGet(() -> new Budget.Ratio(get(SummaryOption.RATIO)));
    }

    /** The sampling step, in frames; by default about two samples per second, more in short videos. */
    public OptionalInt sampleEvery() {
        return find(SummaryOption.SAMPLE_EVERY).map(OptionalInt::of).orElseGet(OptionalInt::empty);
    }

    /** Which frames the segmentation uses. */
    public SegmentationMode segmentation() {
        return get(SummaryOption.SEGMENTATION);
    }

    /** Whether frames with little to see count for less; by default as the card of the model says. */
    public boolean visibility(ModelCard model) {
        return find(SummaryOption.VISIBILITY)
                .orElseGet(() -> model.selectionDefaults().visibility());
    }

    /** How the parts of the video that the summary plays are chosen; by default as the card of the model says. */
    public SelectionMethod selection(ModelCard model) {
        return find(SummaryOption.SELECTION)
                .orElseGet(() -> model.selectionDefaults().method());
    }

    /** The selection that results from these options and the card of the model. */
    SelectionDefaults selectionFor(ModelCard model) {
        SelectionMethod method = selection(model);
        SelectionDefaults ofModel = model.selectionDefaults();
        SelectionDefaults weights = method == ofModel.method() ? ofModel : SelectionDefaults.WATCHABLE;
        return new SelectionDefaults(
                method, visibility(model), weights.coverage(), weights.motion(), weights.sharpness());
    }

    /** Whether the summary has the video's sound. */
    public boolean audio() {
        return get(SummaryOption.AUDIO);
    }

    /** Whether an existing output is replaced. */
    public boolean overwrite() {
        return get(SummaryOption.OVERWRITE);
    }

    /** How many images the extractor processes at once; larger batches need more memory, and are faster on a GPU. */
    public int batchSize() {
        return get(SummaryOption.BATCH_SIZE);
    }

    /** The same with another budget. */
    public SummaryOptions withBudget(Budget other) {
        Map<SummaryOption<?>, Object> values = new HashMap<>(chosen);
        SummaryOption.EXCLUSIVE.forEach(values::remove);
        if (other instanceof Budget.Ratio ratio) {
            values.put(SummaryOption.RATIO, ratio.ratio());
        } else if (other instanceof Budget.Length length) {
            values.put(SummaryOption.LENGTH, length.seconds());
        }
        return new SummaryOptions(values, output);
    }

    /** The same with another sampling step, in frames. */
    public SummaryOptions withSampleEvery(int frames) {
        return with(SummaryOption.SAMPLE_EVERY, frames);
    }

    /** The same with another segmentation. */
    public SummaryOptions withSegmentation(SegmentationMode other) {
        return with(SummaryOption.SEGMENTATION, other);
    }

    /** The same, with frames with little to see counting for less or not. */
    public SummaryOptions withVisibility(boolean on) {
        return with(SummaryOption.VISIBILITY, on);
    }

    /** The same with another way to choose the parts of the video. */
    public SummaryOptions withSelection(SelectionMethod other) {
        return with(SummaryOption.SELECTION, other);
    }

    /** The same with or without sound. */
    public SummaryOptions withAudio(boolean wanted) {
        return with(SummaryOption.AUDIO, wanted);
    }

    /** The same with another summary video. */
    public SummaryOptions withOutput(Path file) {
        return new SummaryOptions(chosen, Optional.of(file));
    }

    /** The same, replacing or keeping an existing output. */
    public SummaryOptions withOverwrite(boolean replace) {
        return with(SummaryOption.OVERWRITE, replace);
    }

    /** The same with another batch size. */
    public SummaryOptions withBatchSize(int images) {
        return with(SummaryOption.BATCH_SIZE, images);
    }
}
