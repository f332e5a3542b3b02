package io.csta.service.http;

import io.csta.model.ModelStore;
import io.csta.service.callback.Callbacks;
import io.csta.service.jobs.JobRequest;
import io.csta.summary.DurationParser;
import io.csta.summary.SegmentationMode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/** Reads the options of a summary from a form, JSON or a query. */
@ApplicationScoped
class RequestOptions {

    private static final List<String> NAMES =
            List.of("model", "ratio", "length", "sample_every", "segmentation", "audio", "callback");

    private final Callbacks callbacks;

    @Inject
    RequestOptions(Callbacks callbacks) {
        this.callbacks = callbacks;
    }

    /**
     * Reads options by name. Empty values are ignored, because browsers send all fields of a form.
     *
     * @throws ProblemException 422 if an option is unknown or invalid, or two are mutually exclusive
     */
    JobRequest read(Map<String, String> options) {
        TreeSet<String> unknown = new TreeSet<>(options.keySet());
        NAMES.forEach(unknown::remove);
        if (!unknown.isEmpty()) {
            throw ProblemException.impossible("unknown option %s; available: %s"
                    .formatted(DisplayNames.of(unknown.first()), String.join(", ", NAMES)));
        }
        try {
            return new JobRequest(
                    value(options, "model", RequestOptions::model),
                    value(options, "ratio", Double::valueOf),
                    value(options, "length", DurationParser::seconds),
                    value(options, "sample_every", Integer::valueOf),
                    value(options, "segmentation", RequestOptions::segmentation),
                    value(options, "audio", RequestOptions::truth),
                    value(options, "callback", this::callback));
        } catch (IllegalArgumentException e) {
            throw ProblemException.impossible(String.valueOf(e.getMessage()));
        }
    }

    private static <T> Optional<T> value(Map<String, String> options, String name, Function<String, T> reader) {
        Optional<String> text =
                Optional.ofNullable(options.get(name)).map(String::strip).filter(any -> !any.isEmpty());
        try {
            return text.map(reader);
        } catch (NumberFormatException e) {
            throw ProblemException.impossible(
                    "%s is not a number: %s".formatted(name, DisplayNames.of(text.orElse(""))));
        }
    }

    /** Names only: folders would reveal what is on this machine. */
    private static String model(String name) {
        List<String> known = ModelStore.ofUser().names();
        if (!known.contains(name)) {
            throw ProblemException.impossible(
                    "unknown model %s; available: %s".formatted(DisplayNames.of(name), String.join(", ", known)));
        }
        return name;
    }

    private static SegmentationMode segmentation(String text) {
        return switch (text) {
            case "fast" -> SegmentationMode.FAST;
            case "full" -> SegmentationMode.FULL;
            default -> throw ProblemException.impossible("segmentation must be fast or full");
        };
    }

    private static boolean truth(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw ProblemException.impossible("audio must be true or false");
        };
    }

    private URI callback(String text) {
        URI url = URI.create(text);
        if (!callbacks.isAllowed(url)) {
            throw ProblemException.impossible(
                    "callbacks to this host are not allowed; the operator can allow it with csta.http.callback-hosts");
        }
        return url;
    }
}
