package io.csta.service.http;

import io.csta.service.jobs.Job;
import jakarta.ws.rs.core.Link;
import jakarta.ws.rs.core.UriInfo;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A page of jobs, newest first.
 *
 * @param items the jobs
 * @param total the number of all jobs that were selected
 * @param offset the number of newer jobs
 * @param limit the maximum number of jobs on a page
 * @param next the cursor of the next page; absent on the last one
 */
@Schema(
        description = "A page of jobs, newest first.",
        requiredProperties = {"items", "total", "offset", "limit"})
public record JobPage(List<JobView> items, int total, int offset, int limit, Optional<String> next) {

    private static final Comparator<Position> NEWEST_FIRST =
            Comparator.comparing(Position::created).reversed().thenComparing(Position::id);

    private static final String CURSOR = "cursor";
    private static final String OFFSET = "offset";

    /** A place in the order of all jobs. It stays valid when jobs are created or removed. */
    private record Position(Instant created, String id) {

        static Position of(Job job) {
            return new Position(job.created(), job.id());
        }

        String cursor() {
            byte[] text = (created + " " + id).getBytes(StandardCharsets.UTF_8);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
        }

        static Position ofCursor(String cursor) {
            try {
                String[] parts =
                        new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split(" ", 2);
                if (parts.length == 2) {
                    return new Position(Instant.parse(parts[0]), parts[1]);
                }
            } catch (IllegalArgumentException | DateTimeException e) {
                // reported below
            }
            throw ProblemException.invalid(CURSOR, "invalid; use the value of 'next' in the previous page");
        }
    }

    static JobPage ofOffset(List<Job> jobs, int offset, int limit) {
        return of(sorted(jobs), offset, limit);
    }

    /**
     * The page after a cursor.
     *
     * @throws ProblemException 422 if it is not a cursor
     */
    static JobPage ofCursor(List<Job> jobs, String cursor, int limit) {
        Position last = Position.ofCursor(cursor);
        List<Job> sorted = sorted(jobs);
        int before = (int) sorted.stream()
                .filter(job -> NEWEST_FIRST.compare(Position.of(job), last) <= 0)
                .count();
        return of(sorted, before, limit);
    }

    private static List<Job> sorted(List<Job> jobs) {
        return jobs.stream()
                .sorted(Comparator.comparing(Position::of, NEWEST_FIRST))
                .toList();
    }

    private static JobPage of(List<Job> sorted, int offset, int limit) {
        List<Job> page = sorted.stream().skip(offset).limit(limit).toList();
        boolean isLast = page.isEmpty() || (long) offset + limit >= sorted.size();
        Optional<String> next = isLast
                ? Optional.empty()
                : Optional.of(Position.of(page.get(page.size() - 1)).cursor());
        return new JobPage(page.stream().map(JobView::of).toList(), sorted.size(), offset, limit, next);
    }

    /** Links to other pages, as in RFC 8288. */
    Link[] links(UriInfo uri) {
        List<Link> links = new ArrayList<>();
        links.add(link(uri, "first", 0));
        if (offset > 0) {
            links.add(link(uri, "prev", Math.max(0, offset - limit)));
        }
        next.map(cursor -> link(uri, "next", CURSOR, cursor, OFFSET)).ifPresent(links::add);
        links.add(link(uri, "last", total == 0 ? 0 : (total - 1) / limit * limit));
        return links.toArray(Link[]::new);
    }

    private Link link(UriInfo uri, String relation, int from) {
        return link(uri, relation, OFFSET, Integer.toString(from), CURSOR);
    }

    private Link link(UriInfo uri, String relation, String parameter, String value, String removed) {
        return Link.fromUri(uri.getRequestUriBuilder()
                        .replaceQueryParam(removed)
                        .replaceQueryParam(parameter, value)
                        .replaceQueryParam("limit", limit)
                        .build())
                .rel(relation)
                .build();
    }
}
