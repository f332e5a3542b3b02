/**
 * The HTTP API, health and metrics.
 *
 * <p>In: requests, with videos of any size. Out: submitted jobs; jobs as JSON, their progress as events, their summaries as
 * files; errors as in RFC 9457. Responses contain no paths of this machine.
 */
@NullMarked
package io.csta.service.http;

import org.jspecify.annotations.NullMarked;
