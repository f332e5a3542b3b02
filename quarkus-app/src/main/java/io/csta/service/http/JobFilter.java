package io.csta.service.http;

import io.csta.service.http.Problem.InvalidField;
import io.csta.service.jobs.Job;
import io.csta.service.jobs.JobState;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;

/** The query parameters that select jobs. A job is selected if it meets all that are given. */
public class JobFilter {

    private static final List<String> NAMES = List.of("state", "source", "name", "id", "since", "until");
    private static final List<String> SOURCES = List.of("folder", "s3", "http");

    @RestQuery
    @Parameter(
            description = "Only jobs in this state; may be repeated.",
            schema =
                    @Schema(
                            type = SchemaType.ARRAY,
                            implementation = String.class,
                            enumeration = {"queued", "running", "done", "failed", "cancelled"}))
    List<String> state = List.of();

    @RestQuery
    @Parameter(
            description = "Only jobs from this source; may be repeated.",
            schema =
                    @Schema(
                            type = SchemaType.ARRAY,
                            implementation = String.class,
                            enumeration = {"folder", "s3", "http"}))
    List<String> source = List.of();

    @RestQuery
    @Parameter(description = "Only jobs whose video's name contains this text; case is ignored.")
    Optional<String> name = Optional.empty();

    @RestQuery
    @Parameter(description = "Only jobs whose ids begin with these digits.")
    Optional<String> id = Optional.empty();

    @RestQuery
    @Parameter(
            description = "Only jobs created at this time or later: a date, or a time as in RFC 3339.",
            schema = @Schema(type = SchemaType.STRING))
    Optional<String> since = Optional.empty();

    @RestQuery
    @Parameter(
            description = "Only jobs created before this time: a date, or a time as in RFC 3339.",
            schema = @Schema(type = SchemaType.STRING))
    Optional<String> until = Optional.empty();

    /**
     * Checks the query of a request that changes all selected jobs: a misspelled or empty parameter would select too many.
     *
     * @throws ProblemException 422 if there is no parameter, or with all that are unknown or empty
     */
    static void requireOnlyFilters(MultivaluedMap<String, String> query) {
        if (query.isEmpty()) {
            throw ProblemException.invalid("select jobs, for example with state=failed");
        }
        List<InvalidField> errors = new ArrayList<>();
        query.forEach((name, values) -> {
            if (!NAMES.contains(name)) {
                errors.add(new InvalidField(
                        DisplayNames.of(name), "unknown parameter; available: " + String.join(", ", NAMES)));
            } else if (values.stream().anyMatch(String::isBlank)) {
                errors.add(new InvalidField(name, "is empty"));
            }
        });
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
    }

    /**
     * The jobs that it selects.
     *
     * @throws ProblemException 422 with all parameters that are invalid
     */
    List<Job> of(Collection<Job> jobs) {
        List<InvalidField> errors = new ArrayList<>();
        Predicate<Job> selected = anyOf(
                        errors, "state", state, words(), job -> job.state().word())
                .and(anyOf(
                        errors, "source", source, SOURCES, job -> job.source().kind()))
                .and(job -> id.map(job.id()::startsWith).orElse(true))
                .and(job -> name.map(text ->
                                job.source().name().toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT)))
                        .orElse(true));
        Optional<Instant> from = since.flatMap(text -> time(errors, "since", text));
        Optional<Instant> to = until.flatMap(text -> time(errors, "until", text));
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
        return jobs.stream()
                .filter(selected)
                .filter(job -> from.map(time -> !job.created().isBefore(time)).orElse(true))
                .filter(job -> to.map(job.created()::isBefore).orElse(true))
                .toList();
    }

    private static List<String> words() {
        return Arrays.stream(JobState.values()).map(JobState::word).toList();
    }

    private static Predicate<Job> anyOf(
            List<InvalidField> errors,
            String parameter,
            List<String> wanted,
            List<String> known,
            Function<Job, String> value) {
        wanted.stream()
                .filter(word -> !known.contains(word))
                .map(word -> new InvalidField(
                        parameter,
                        "unknown value %s; available: %s".formatted(DisplayNames.of(word), String.join(", ", known))))
                .forEach(errors::add);
        return job -> wanted.isEmpty() || wanted.contains(value.apply(job));
    }

    /** A date begins at midnight UTC. */
    private static Optional<Instant> time(List<InvalidField> errors, String parameter, String text) {
        try {
            return Optional.of(
                    text.indexOf('T') < 0
                            ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                            : OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            errors.add(new InvalidField(
                    parameter,
                    "not a date or time: %s; use for example 2026-01-31 or 2026-01-31T12:00:00Z"
                            .formatted(DisplayNames.of(text))));
            return Optional.empty();
        }
    }
}
