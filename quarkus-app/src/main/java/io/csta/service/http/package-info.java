/**
 * The API: what others ask of the service over HTTP, and what they are told.
 *
 * <p>In: requests, with videos of any size. Out: {@link io.csta.service.http.Wish wishes} for the routes; jobs as JSON, their
 * progress as events, their summaries as files; and for whatever goes wrong a problem as RFC 9457 has it. Nothing said
 * here names a place of this machine.
 */
@NullMarked
package io.csta.service.http;

import org.jspecify.annotations.NullMarked;
