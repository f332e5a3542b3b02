/**
 * The Camel routes of the service, and its start and stop.
 *
 * <p>In: files and objects that arrived; jobs that are due. Out: submitted jobs; summaries, created by {@code csta:summarize}.
 */
@NullMarked
package io.csta.service.routes;

import org.jspecify.annotations.NullMarked;
