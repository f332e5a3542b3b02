/**
 * Callbacks to clients.
 *
 * <p>In: jobs that ended and the JSON to send. Out: HTTP requests, repeated until they succeed.
 */
@NullMarked
package io.csta.service.callback;

import org.jspecify.annotations.NullMarked;
