package io.csta.summary;

import io.csta.features.FeatureExtractor;
import io.csta.model.ModelStore;
import io.csta.nn.engine.Device;
import io.csta.nn.engine.Engine;
import io.csta.selection.SelectionMethod;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An option of a summary. Its declaration here is the only one: the command line, the HTTP API and the headers of the Camel
 * component are derived from {@link #ALL}, and a test compares the annotations of the component with it.
 *
 * @param kind what it concerns, which decides who can set it
 * @param name in camel case
 * @param usage on the command line, the placeholder of its value or, for a flag, what it does
 * @param syntax how its values are written
 * @param byDefault its default; absent if it depends on the video or the model, or if another option applies instead
 * @param help what it does, in Markdown; a name of an option in backticks refers to that option
 */
public record SummaryOption<T>(
        Kind kind, String name, String usage, ValueSyntax<T> syntax, Optional<String> byDefault, String help) {

    /** What an option concerns. */
    public enum Kind {
        /** Which model is used. A {@link Summarizer}, which has its model, ignores it. */
        MODEL,
        /** How frames and shots are found. */
        ANALYSIS,
        /** What the summary contains. */
        SUMMARY,
        /** How this machine processes videos. Remote clients cannot set it. */
        RUN
    }

    /** The model. */
    public static final SummaryOption<String> MODEL = new SummaryOption<>(
            Kind.MODEL,
            "model",
            "NAME|DIR",
            ValueSyntax.TEXT.checked(SummaryOption::requireName),
            Optional.of(ModelStore.DEFAULT),
            "The model: a name from `csta model list`, or the folder of one.");

    /** The name of the device. */
    public static final SummaryOption<String> DEVICE = new SummaryOption<>(
            Kind.RUN,
            "device",
            "DEVICE",
            ValueSyntax.TEXT.checked(SummaryOption::requireDevice),
            Optional.of(Device.AUTO),
            "The device that runs the networks: `auto` (the first GPU, or the CPU), `cpu`, or a GPU such as `gpu0`.");

    /** The library that runs the networks. */
    public static final SummaryOption<Engine> ENGINE = new SummaryOption<>(
            Kind.RUN,
            "engine",
            "ENGINE",
            ValueSyntax.choice(Engine.class, Engine::word),
            Optional.of(Engine.ONNX_RUNTIME.word()),
            "The library that runs the networks: `onnxruntime`, or `pytorch`, which is slower.");

    /** The share of frames. */
    public static final SummaryOption<Double> RATIO = new SummaryOption<>(
            Kind.SUMMARY,
            "ratio",
            "PART",
            ValueSyntax.SHARE.checked(Budget.Ratio::new),
            Optional.of("0.15"),
            "The maximum share of frames in the summary: a number above 0 and at most 1, or a percentage such as `15%`."
                    + " Mutually exclusive with `length`.");

    /** The duration in seconds. */
    public static final SummaryOption<Double> LENGTH = new SummaryOption<>(
            Kind.SUMMARY,
            "length",
            "TIME",
            ValueSyntax.DURATION.checked(Budget.Length::new),
            Optional.empty(),
            "The maximum duration of the summary: `30s`, `2m`, `1m30s`, `1:30`, `1h`, or plain seconds. Mutually"
                    + " exclusive with `ratio`.");

    /** The sampling step in frames. */
    public static final SummaryOption<Integer> SAMPLE_EVERY = new SummaryOption<>(
            Kind.ANALYSIS,
            "sampleEvery",
            "N",
            ValueSyntax.INTEGER.checked(SummaryOption::requireStep),
            Optional.empty(),
            "Scores every n-th frame; the published code uses 15. Default: about two frames per second, more in short"
                    + " videos.");

    /** Which frames the segmentation uses. */
    public static final SummaryOption<SegmentationMode> SEGMENTATION = new SummaryOption<>(
            Kind.ANALYSIS,
            "segmentation",
            "fast|full",
            ValueSyntax.choice(SegmentationMode.class, ValueSyntax::word),
            Optional.of("fast"),
            "How to find shots: `fast` uses the sampled frames and then all frames around each cut; `full` uses every"
                    + " frame, as published, and is many times slower.");

    /** The sound. */
    public static final SummaryOption<Boolean> AUDIO = new SummaryOption<>(
            Kind.SUMMARY,
            "audio",
            "Omits the sound.",
            ValueSyntax.FLAG,
            Optional.of("true"),
            "Whether to keep the sound.");

    /** Frames with little to see. */
    public static final SummaryOption<Boolean> VISIBILITY = new SummaryOption<>(
            Kind.SUMMARY,
            "visibility",
            "on|off",
            ValueSyntax.SWITCH,
            Optional.empty(),
            "Whether frames with little to see, such as black, faded or frozen ones, count for less: `on`, or `off`, as"
                    + " published. Default: as the model's card says.");

    /** How the parts of the video that the summary plays are chosen. */
    public static final SummaryOption<SelectionMethod> SELECTION = new SummaryOption<>(
            Kind.SUMMARY,
            "selection",
            "published|watchable",
            ValueSyntax.choice(SelectionMethod.class, ValueSyntax::word),
            Optional.empty(),
            "How to choose what the summary plays: `published` selects whole shots; `watchable` selects a few parts of"
                    + " one to several seconds. Default: as the model's card says.");

    /** Existing results. */
    public static final SummaryOption<Boolean> OVERWRITE = new SummaryOption<>(
            Kind.RUN,
            "overwrite",
            "Replaces an existing summary.",
            ValueSyntax.FLAG,
            Optional.of("false"),
            "Whether to replace existing results.");

    /** The number of images per batch. */
    public static final SummaryOption<Integer> BATCH_SIZE = new SummaryOption<>(
            Kind.RUN,
            "batchSize",
            "N",
            ValueSyntax.INTEGER.checked(SummaryOption::requireBatch),
            Optional.of(Integer.toString(FeatureExtractor.BATCH)),
            "The number of images that the networks process at once. Larger batches need more memory and are faster"
                    + " only on a GPU.");

    /** All options. */
    public static final List<SummaryOption<?>> ALL = List.of(
            MODEL,
            DEVICE,
            ENGINE,
            RATIO,
            LENGTH,
            SAMPLE_EVERY,
            SEGMENTATION,
            VISIBILITY,
            SELECTION,
            AUDIO,
            OVERWRITE,
            BATCH_SIZE);

    /** Of these options, only one can be set. */
    public static final List<SummaryOption<?>> EXCLUSIVE = List.of(RATIO, LENGTH);

    /** The largest batch: larger ones are not faster on any device, and need gigabytes. */
    private static final int LARGEST_BATCH = 1024;

    /** All options of some kinds. */
    public static List<SummaryOption<?>> of(Kind... kinds) {
        return ALL.stream()
                .filter(option -> Arrays.asList(kinds).contains(option.kind))
                .toList();
    }

    /** The name in lower case, with a separator between its words. */
    public String name(String separator) {
        return name.replaceAll("([A-Z])", separator + "$1").toLowerCase(Locale.ROOT);
    }

    /** Whether its values are only true and false. */
    public boolean isFlag() {
        return syntax.json().equals(ValueSyntax.FLAG.json());
    }

    /** The default value, if there is one. */
    public Optional<T> defaultValue() {
        return byDefault.map(syntax.parser());
    }

    /**
     * Reads a value.
     *
     * @param given a value, or its text
     * @throws IllegalArgumentException if it is invalid; the message says what would be valid, but does not name the option
     */
    public T value(Object given) {
        T value = syntax.type().isInstance(given)
                ? syntax.type().cast(given)
                : syntax.parser().apply(text(given));
        syntax.check().accept(value);
        return value;
    }

    /** JSON and converters may produce integers as floating-point numbers. */
    private static String text(Object given) {
        return given instanceof Number number && number.doubleValue() == number.intValue()
                ? Integer.toString(number.intValue())
                : given.toString();
    }

    private static void requireName(String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("the name is blank; use a name or a folder");
        }
    }

    private static void requireDevice(String name) {
        if (!Device.isName(name)) {
            throw new IllegalArgumentException("unknown device %s; use auto, cpu, gpu0, gpu1, …".formatted(name));
        }
    }

    private static void requireStep(int frames) {
        if (frames < 1) {
            throw new IllegalArgumentException(
                    "a sampling step of %d frames is out of range; use 1 or more".formatted(frames));
        }
    }

    private static void requireBatch(int images) {
        if (images < 1 || images > LARGEST_BATCH) {
            throw new IllegalArgumentException(
                    "a batch size of %d is out of range; use 1 to %d".formatted(images, LARGEST_BATCH));
        }
    }
}
