package io.csta.service.http;

import io.csta.FileNames;
import io.csta.model.ModelStore;
import io.csta.service.callback.Callbacks;
import io.csta.service.jobs.JobRequest;
import io.csta.summary.SummaryOption;
import io.csta.summary.SummaryOption.Kind;
import io.csta.summary.SummaryOptions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads the options of a summary from a form, JSON or a query. */
@ApplicationScoped
class RequestOptions {

    /** The options that a client can set. */
    static final List<SummaryOption<?>> OPTIONS = SummaryOption.of(Kind.MODEL, Kind.SUMMARY, Kind.ANALYSIS);

    private static final String CALLBACK = "callback";
    private static final List<String> NAMES = Stream.concat(
                    OPTIONS.stream().map(JobRequest::member), Stream.of(CALLBACK))
            .toList();

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
        Map<SummaryOption<?>, Object> chosen = new HashMap<>();
        for (SummaryOption<?> option : OPTIONS) {
            value(options, JobRequest.member(option), option::value).ifPresent(value -> chosen.put(option, value));
        }
        Optional.ofNullable(chosen.get(SummaryOption.MODEL)).ifPresent(name -> requireKnown(name.toString()));
        try {
            return new JobRequest(
                    new SummaryOptions(chosen, Optional.empty()), value(options, CALLBACK, this::callback));
        } catch (IllegalArgumentException e) {
            throw ProblemException.impossible(String.valueOf(e.getMessage()));
        }
    }

    /** Options as clients write them. */
    static Map<String, Object> chosen(SummaryOptions options) {
        Map<String, Object> chosen = new LinkedHashMap<>();
        for (SummaryOption<?> option : OPTIONS) {
            Optional.ofNullable(options.chosen().get(option))
                    .ifPresent(value -> chosen.put(JobRequest.member(option), written(option, value)));
        }
        return chosen;
    }

    private static Object written(SummaryOption<?> option, Object value) {
        return option.syntax().words().stream()
                .filter(word -> option.value(word).equals(option.value(value)))
                .<Object>map(word -> word)
                .findFirst()
                .orElse(value);
    }

    private static <T> Optional<T> value(Map<String, String> options, String name, Function<String, T> reader) {
        try {
            return Optional.ofNullable(options.get(name))
                    .map(String::strip)
                    .filter(any -> !any.isEmpty())
                    .map(reader);
        } catch (IllegalArgumentException e) {
            throw ProblemException.impossible(
                    "%s: %s".formatted(name, FileNames.shown(String.valueOf(e.getMessage()))));
        }
    }

    /** Names only: folders would reveal what is on this machine. */
    private static void requireKnown(String name) {
        List<String> known = ModelStore.ofUser().names();
        if (!known.contains(name)) {
            throw ProblemException.impossible(
                    "unknown model %s; available: %s".formatted(DisplayNames.of(name), String.join(", ", known)));
        }
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
