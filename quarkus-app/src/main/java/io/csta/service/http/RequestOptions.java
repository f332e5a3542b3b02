package io.csta.service.http;

import io.csta.FileNames;
import io.csta.model.ModelStore;
import io.csta.service.callback.Callbacks;
import io.csta.service.config.Profiles;
import io.csta.service.config.ServiceConfig;
import io.csta.service.http.Problem.InvalidField;
import io.csta.service.jobs.JobRequest;
import io.csta.summary.SummaryOption;
import io.csta.summary.SummaryOptions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the options of a summary from a form, JSON or a query. */
@ApplicationScoped
class RequestOptions {

    /** The options that a client can set. */
    static final List<SummaryOption<?>> OPTIONS = Profiles.OPTIONS;

    private static final String CALLBACK = "callback";
    private static final String PRIORITY = "priority";
    private static final String PROFILE = "profile";
    private static final List<String> NAMES = Stream.concat(
                    OPTIONS.stream().map(JobRequest::member), Stream.of(CALLBACK, PRIORITY, PROFILE))
            .toList();

    private final Callbacks callbacks;
    private final Profiles profiles;

    @Inject
    RequestOptions(Callbacks callbacks, ServiceConfig config) {
        this.callbacks = callbacks;
        profiles = Profiles.of(config);
    }

    /**
     * Reads options by name. Empty values are ignored, because browsers send all fields of a form.
     *
     * @throws ProblemException 422 with all options that are unknown or invalid, or if two are mutually exclusive
     */
    JobRequest read(Map<String, String> options) {
        return read(options, List.of());
    }

    /**
     * The same with errors that are known already.
     *
     * @throws ProblemException 422 with all errors
     */
    JobRequest read(Map<String, String> options, List<InvalidField> known) {
        return new Reading(options, known).request();
    }

    /** Collects what is wrong with the options of a request. */
    private final class Reading {

        private final Map<String, String> given;
        private final List<InvalidField> errors = new ArrayList<>();

        Reading(Map<String, String> given, List<InvalidField> known) {
            this.given = given;
            errors.addAll(known);
        }

        JobRequest request() {
            TreeSet<String> unknown = new TreeSet<>(given.keySet());
            NAMES.forEach(unknown::remove);
            for (String name : unknown) {
                errors.add(new InvalidField(
                        DisplayNames.of(name), "unknown option; available: " + String.join(", ", NAMES)));
            }
            Map<SummaryOption<?>, Object> chosen = new HashMap<>();
            for (SummaryOption<?> option : OPTIONS) {
                value(JobRequest.member(option), text -> read(option, text))
                        .ifPresent(value -> chosen.put(option, value));
            }
            Optional<URI> callback = value(CALLBACK, RequestOptions.this::callback);
            int priority = value(PRIORITY, RequestOptions::priority).orElse(0);
            Optional<String> profile = value(PROFILE, RequestOptions.this::profile);
            if (chosen.keySet().containsAll(SummaryOption.EXCLUSIVE)) {
                SummaryOption.EXCLUSIVE.forEach(option -> errors.add(new InvalidField(
                        JobRequest.member(option),
                        SummaryOption.EXCLUSIVE.stream().map(JobRequest::member).collect(Collectors.joining(" and "))
                                + " are mutually exclusive; use one of them")));
            }
            if (!errors.isEmpty()) {
                throw ProblemException.invalid(errors);
            }
            try {
                return new JobRequest(new SummaryOptions(chosen, Optional.empty()), callback, priority, profile);
            } catch (IllegalArgumentException e) {
                throw ProblemException.invalid(String.valueOf(e.getMessage()));
            }
        }

        private <T> Optional<T> value(String name, Function<String, T> reader) {
            try {
                return Optional.ofNullable(given.get(name))
                        .map(String::strip)
                        .filter(any -> !any.isEmpty())
                        .map(reader);
            } catch (IllegalArgumentException e) {
                errors.add(new InvalidField(name, FileNames.shown(String.valueOf(e.getMessage()))));
                return Optional.empty();
            }
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

    private static Object read(SummaryOption<?> option, String text) {
        Object value = option.value(text);
        if (option.equals(SummaryOption.MODEL)) {
            requireKnown(text);
        }
        return value;
    }

    /** Names only: folders would reveal what is on this machine. */
    private static void requireKnown(String name) {
        List<String> known = ModelStore.ofUser().names();
        if (!known.contains(name)) {
            throw new IllegalArgumentException(
                    "unknown model %s; available: %s".formatted(DisplayNames.of(name), String.join(", ", known)));
        }
    }

    private static int priority(String text) {
        try {
            int priority = Integer.parseInt(text);
            if (priority >= JobRequest.LOWEST_PRIORITY && priority <= JobRequest.HIGHEST_PRIORITY) {
                return priority;
            }
        } catch (NumberFormatException e) {
            // reported below
        }
        throw new IllegalArgumentException("must be a whole number between %d and %d"
                .formatted(JobRequest.LOWEST_PRIORITY, JobRequest.HIGHEST_PRIORITY));
    }

    private String profile(String name) {
        if (!profiles.names().contains(name)) {
            throw new IllegalArgumentException("unknown profile %s; %s"
                    .formatted(
                            DisplayNames.of(name),
                            profiles.names().isEmpty()
                                    ? "the operator has configured none (csta.profiles)"
                                    : "available: " + String.join(", ", profiles.names())));
        }
        return name;
    }

    private URI callback(String text) {
        URI url = URI.create(text);
        if (!callbacks.isAllowed(url)) {
            throw new IllegalArgumentException(
                    "callbacks to this host are not allowed; the operator can allow it with csta.http.callback-hosts");
        }
        return url;
    }
}
