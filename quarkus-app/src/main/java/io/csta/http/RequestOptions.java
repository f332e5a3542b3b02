package io.csta.http;

import io.csta.jobs.JobRequest;
import io.csta.model.ModelStore;
import io.csta.routes.Callbacks;
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

/** Reads what a client wants of its summary, from a form, from JSON or from a query. */
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
     * Reads options by name; an empty one counts as none, as browsers send forms.
     *
     * @throws ProblemException 422 if one is unknown or impossible, or two exclude each other
     */
    JobRequest read(Map<String, String> options) {
        TreeSet<String> unknown = new TreeSet<>(options.keySet());
        NAMES.forEach(unknown::remove);
        if (!unknown.isEmpty()) {
            throw ProblemException.impossible("there is no option %s: known are %s"
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
            throw ProblemException.impossible("%s is no number: %s".formatted(name, DisplayNames.of(text.orElse(""))));
        }
    }

    /** By name only: a folder would say what is on this machine. */
    private static String model(String name) {
        List<String> known = ModelStore.ofUser().names();
        if (!known.contains(name)) {
            throw ProblemException.impossible(
                    "no model is called %s: known are %s".formatted(DisplayNames.of(name), String.join(", ", known)));
        }
        return name;
    }

    private static SegmentationMode segmentation(String text) {
        return switch (text) {
            case "fast" -> SegmentationMode.FAST;
            case "full" -> SegmentationMode.FULL;
            default -> throw ProblemException.impossible("segmentation is either fast or full");
        };
    }

    private static boolean truth(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw ProblemException.impossible("audio is either true or false");
        };
    }

    private URI callback(String text) {
        URI url = URI.create(text);
        if (!callbacks.isAllowed(url)) {
            throw ProblemException.impossible(
                    "no callback may go there: the operator names the hosts with csta.http.callback-hosts");
        }
        return url;
    }
}
