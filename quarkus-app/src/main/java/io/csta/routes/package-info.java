/**
 * The ways into the service and out of it, as Camel routes: a folder, a bucket, uploads; all end in {@code csta:summarize}.
 *
 * <p>In: files, objects and requests. Out: jobs; and, when a job's turn has come, its summary where it belongs.
 */
@NullMarked
package io.csta.routes;

import org.jspecify.annotations.NullMarked;
