/**
 * The Apache Camel component {@code csta:}, a thin layer that turns messages into calls of the library.
 *
 * <p>In: an exchange whose body is a video, or for some operations a file of features, in any form that Camel knows.
 * Out: the same exchange with a {@link io.csta.summary.Summary}, scores, shots or features as its body. Threads of the
 * endpoint do the work; each model is loaded once per component and shared.
 */
@NullMarked
package io.csta.camel;

import org.jspecify.annotations.NullMarked;
