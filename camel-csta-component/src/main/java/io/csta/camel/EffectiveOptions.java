package io.csta.camel;

import io.csta.summary.SummaryOption;
import io.csta.summary.SummaryOptions;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.Message;
import org.apache.camel.util.TimeUtils;
import org.jspecify.annotations.Nullable;

/**
 * The options of one message: those of its endpoint, overridden by the headers of the message.
 *
 * @param options the options of the summary, without its output
 * @param output the form of the body after processing
 * @param outputDirectory the folder for results
 * @param fileName the name of the result from a header, not yet made safe
 * @param timeout in milliseconds; 0 for no limit
 */
record EffectiveOptions(
        SummaryOptions options,
        CstaOutput output,
        Optional<Path> outputDirectory,
        Optional<String> fileName,
        long timeout) {

    /** Checked here because Camel reads invalid durations as 0. */
    private static final Pattern TIME = Pattern.compile("[0-9]{1,15}|([0-9]{1,9} *(ms|[dhms]) *)+");

    /** The key of the model. */
    SharedModels.Key modelKey() {
        return new SharedModels.Key(
                options.get(SummaryOption.MODEL),
                options.get(SummaryOption.DEVICE),
                options.get(SummaryOption.ENGINE).word());
    }

    /**
     * The options of an endpoint.
     *
     * @throws CstaOptionException if one of them is invalid; the message names it
     */
    static EffectiveOptions of(CstaEndpoint endpoint) {
        return new Reader(endpoint, endpoint.getConfiguration(), Optional.empty()).settings();
    }

    /**
     * The options of an endpoint, overridden by the headers of a message.
     *
     * @throws CstaOptionException if one of them is invalid; the message names it
     */
    static EffectiveOptions of(CstaEndpoint endpoint, Message message) {
        return new Reader(endpoint, endpoint.getConfiguration(), Optional.of(message)).settings();
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

    private record Reader(CstaEndpoint endpoint, CstaConfiguration from, Optional<Message> message) {

        EffectiveOptions settings() {
            return new EffectiveOptions(
                    options(),
                    header(CstaConstants.OUTPUT, CstaOutput.class)
                            .map(Named::value)
                            .orElseGet(from::getOutput),
                    header(CstaConstants.OUTPUT_DIRECTORY, String.class)
                            .or(() -> option("outputDirectory", from.getOutputDirectory()))
                            .map(named -> named.require(name -> !name.isBlank(), "a folder"))
                            .map(named -> named.as(Path::of)),
                    header(CstaConstants.FILE_NAME, String.class).map(Named::value),
                    timeout()
                            .require(millis -> millis >= 0, "a duration, or 0 for no limit")
                            .value());
        }

        private SummaryOptions options() {
            boolean isReplaced = SummaryOption.EXCLUSIVE.stream()
                    .anyMatch(option -> header(CstaConstants.header(option)).isPresent());
            Map<SummaryOption<?>, Named<Object>> given = new HashMap<>();
            for (SummaryOption<?> option : SummaryOption.ALL) {
                header(CstaConstants.header(option))
                        .or(() -> isReplaced && SummaryOption.EXCLUSIVE.contains(option)
                                ? Optional.empty()
                                : option(option.name(), endpoint.option(option.name())))
                        .ifPresent(value -> given.put(option, value));
            }
            requireOneOfExclusive(given);
            Map<SummaryOption<?>, Object> values = new HashMap<>();
            given.forEach((option, named) -> values.put(option, named.as(option::value)));
            return new SummaryOptions(values, Optional.empty());
        }

        private static void requireOneOfExclusive(Map<SummaryOption<?>, Named<Object>> given) {
            if (given.keySet().containsAll(SummaryOption.EXCLUSIVE)) {
                throw new CstaOptionException("%s are mutually exclusive; use one of them"
                        .formatted(SummaryOption.EXCLUSIVE.stream()
                                .map(option -> Objects.requireNonNull(given.get(option))
                                        .name())
                                .collect(Collectors.joining(" and "))));
            }
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

        private static <T> Optional<Named<T>> option(String option, @Nullable T value) {
            return Optional.ofNullable(value).map(there -> new Named<>(there, "option " + option));
        }

        private Optional<Named<Object>> header(String header) {
            return message.flatMap(there -> Optional.ofNullable(there.getHeader(header)))
                    .map(value -> new Named<>(value, "header " + header));
        }

        private <T> Optional<Named<T>> header(String header, Class<T> type) {
            return header(header).map(named -> new Named<>(converted(named, type), named.name()));
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
