package io.csta.camel;

import io.csta.nn.engine.Device;
import io.csta.nn.engine.Engine;
import io.csta.summary.Budget;
import io.csta.summary.DurationParser;
import io.csta.summary.SegmentationMode;
import io.csta.summary.SummaryOptions;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.camel.Message;
import org.apache.camel.util.TimeUtils;
import org.jspecify.annotations.Nullable;

/**
 * The options of one message: those of its endpoint, overridden by the headers of the message.
 *
 * @param model a name, or the folder of a bundle
 * @param device the device that runs the networks
 * @param engine the library that runs the networks
 * @param options the options of the summary, without its output
 * @param output the form of the body after processing
 * @param outputDirectory the folder for results
 * @param fileName the name of the result from a header, not yet made safe
 * @param timeout in milliseconds; 0 for no limit
 */
record EffectiveOptions(
        String model,
        String device,
        String engine,
        SummaryOptions options,
        CstaOutput output,
        Optional<Path> outputDirectory,
        Optional<String> fileName,
        long timeout) {

    /** Checked here because Camel reads invalid durations as 0. */
    private static final Pattern TIME = Pattern.compile("[0-9]{1,15}|([0-9]{1,9} *(ms|[dhms]) *)+");

    /** The key of the model. */
    SharedModels.Key modelKey() {
        return new SharedModels.Key(model, device, engine);
    }

    /**
     * The options of an endpoint.
     *
     * @throws CstaOptionException if one of them is invalid; the message names it
     */
    static EffectiveOptions of(CstaConfiguration configuration) {
        return new Reader(configuration, Optional.empty()).settings();
    }

    /**
     * The options of an endpoint, overridden by the headers of a message.
     *
     * @throws CstaOptionException if one of them is invalid; the message names it
     */
    static EffectiveOptions of(CstaConfiguration configuration, Message message) {
        return new Reader(configuration, Optional.of(message)).settings();
    }

    /** A value with the name of its option or header, for messages. */
    private record Named<T>(T value, String name) {

        <R> R as(Function<T, R> conversion) {
            try {
                return conversion.apply(value);
            } catch (IllegalArgumentException e) {
                throw new CstaOptionException("%s: %s".formatted(name, e.getMessage()), e);
            }
        }

        Named<T> require(Predicate<T> condition, String expected) {
            if (!condition.test(value)) {
                throw new CstaOptionException("%s: invalid value %s; use %s".formatted(name, value, expected));
            }
            return this;
        }
    }

    private record Reader(CstaConfiguration from, Optional<Message> message) {

        EffectiveOptions settings() {
            return new EffectiveOptions(
                    required("model", from.getModel(), CstaConstants.MODEL, String.class)
                            .require(name -> !name.isBlank(), "a name or a folder")
                            .value(),
                    required("device", from.getDevice(), CstaConstants.DEVICE, String.class)
                            .require(Device::isName, "auto, cpu or gpu0")
                            .value(),
                    required("engine", from.getEngine(), CstaConstants.ENGINE, String.class)
                            .require(Engine::isName, Engine.words())
                            .value(),
                    options(),
                    required("output", from.getOutput(), CstaConstants.OUTPUT, CstaOutput.class)
                            .value(),
                    given("outputDirectory", from.getOutputDirectory(), CstaConstants.OUTPUT_DIRECTORY, String.class)
                            .map(named -> named.require(name -> !name.isBlank(), "a folder"))
                            .map(named -> named.as(Path::of)),
                    header(CstaConstants.FILE_NAME, String.class).map(Named::value),
                    timeout()
                            .require(millis -> millis >= 0, "a duration, or 0 for no limit")
                            .value());
        }

        private SummaryOptions options() {
            SummaryOptions options = SummaryOptions.DEFAULTS
                    .withBudget(budget())
                    .withSegmentation(required(
                                    "segmentation",
                                    from.getSegmentation(),
                                    CstaConstants.SEGMENTATION,
                                    SegmentationMode.class)
                            .value())
                    .withAudio(required("audio", from.isAudio(), CstaConstants.AUDIO, Boolean.class)
                            .value())
                    .withOverwrite(required("overwrite", from.isOverwrite(), CstaConstants.OVERWRITE, Boolean.class)
                            .value());
            SummaryOptions batched = required("batchSize", from.getBatchSize(), CstaConstants.BATCH_SIZE, Integer.class)
                    .as(options::withBatchSize);
            return given("sampleEvery", from.getSampleEvery(), CstaConstants.SAMPLE_EVERY, Integer.class)
                    .map(every -> every.as(batched::withSampleEvery))
                    .orElse(batched);
        }

        private Budget budget() {
            Optional<Named<Double>> ratio = header(CstaConstants.RATIO, Double.class);
            Optional<Named<String>> length = header(CstaConstants.LENGTH, String.class);
            if (ratio.isEmpty() && length.isEmpty()) {
                ratio = option("ratio", from.getRatio());
                length = option("length", from.getLength());
            }
            if (ratio.isPresent() && length.isPresent()) {
                throw new CstaOptionException("%s and %s are mutually exclusive; use one of them"
                        .formatted(ratio.get().name(), length.get().name()));
            }
            if (length.isPresent()) {
                return length.get().as(text -> new Budget.Length(DurationParser.seconds(text)));
            }
            return ratio.map(part -> part.<Budget>as(Budget.Ratio::new)).orElse(Budget.DEFAULT);
        }

        private Named<Long> timeout() {
            return header(CstaConstants.TIMEOUT, String.class)
                    .map(named -> new Named<>(
                            named.require(
                                            text -> TIME.matcher(text).matches(),
                                            "milliseconds, or a duration such as 90s or 10m")
                                    .as(TimeUtils::toMilliSeconds),
                            named.name()))
                    .orElseGet(() -> new Named<>(from.getTimeout(), "option timeout"));
        }

        private <T> Named<T> required(String option, T value, String header, Class<T> type) {
            return header(header, type).orElseGet(() -> new Named<>(value, "option " + option));
        }

        private <T> Optional<Named<T>> given(String option, @Nullable T value, String header, Class<T> type) {
            Optional<Named<T>> inMessage = header(header, type);
            return inMessage.isPresent() ? inMessage : option(option, value);
        }

        private static <T> Optional<Named<T>> option(String option, @Nullable T value) {
            return Optional.ofNullable(value).map(there -> new Named<>(there, "option " + option));
        }

        private <T> Optional<Named<T>> header(String header, Class<T> type) {
            return message.flatMap(there -> Optional.ofNullable(there.getHeader(header)))
                    .map(value -> new Named<>(value, "header " + header))
                    .map(named -> new Named<>(converted(named, type), named.name()));
        }

        private <T> T converted(Named<Object> named, Class<T> type) {
            if (type == String.class) {
                return type.cast(named.value().toString()); // Camel's converter would read the content of a file
            }
            T value = message.orElseThrow()
                    .getExchange()
                    .getContext()
                    .getTypeConverter()
                    .tryConvertTo(type, named.value());
            if (value == null) {
                throw new CstaOptionException(
                        "%s: cannot convert '%s' to %s".formatted(named.name(), named.value(), type.getSimpleName()));
            }
            return value;
        }
    }
}
