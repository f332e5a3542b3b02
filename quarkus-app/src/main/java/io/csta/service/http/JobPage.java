package io.csta.service.http;

import io.csta.service.jobs.Job;
import jakarta.ws.rs.core.Link;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * A page of jobs, newest first.
 *
 * @param items the jobs
 * @param total the number of all jobs
 * @param offset the number of newer jobs that were skipped
 * @param limit the maximum number of jobs on a page
 */
public record JobPage(List<JobView> items, int total, int offset, int limit) {

    private static final Comparator<Job> NEWEST_FIRST =
            Comparator.comparing(Job::created).reversed().thenComparing(Job::id);

    static JobPage of(Collection<Job> jobs, int offset, int limit) {
        List<JobView> items = jobs.stream()
                .sorted(NEWEST_FIRST)
                .skip(offset)
                .limit(limit)
                .map(JobView::of)
                .toList();
        return new JobPage(items, jobs.size(), offset, limit);
    }

    /** Links to other pages, as in RFC 8288. */
    Link[] links(UriInfo uri) {
        List<Link> links = new ArrayList<>();
        links.add(link(uri, "first", 0));
        if (offset > 0) {
            links.add(link(uri, "prev", Math.max(0, offset - limit)));
        }
        if ((long) offset + limit < total) {
            links.add(link(uri, "next", offset + limit));
        }
        links.add(link(uri, "last", total == 0 ? 0 : (total - 1) / limit * limit));
        return links.toArray(Link[]::new);
    }

    private Link link(UriInfo uri, String relation, int from) {
        return Link.fromUri(uri.getRequestUriBuilder()
                        .replaceQueryParam("offset", from)
                        .replaceQueryParam("limit", limit)
                        .build())
                .rel(relation)
                .build();
    }
}
