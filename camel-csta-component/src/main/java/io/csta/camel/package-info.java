/**
 * The Apache Camel component {@code csta:}, thin: it turns messages into calls of the rooms below.
 *
 * <p>In: an exchange whose body is a video, or for some operations a file of features, in any form that Camel knows.
 * Out: the same exchange with a {@link io.csta.summary.Summary}, scores, shots or features as its body. Work is done by
 * threads of the endpoint; models are loaded once a component and shared.
 */
@NullMarked
package io.csta.camel;

import org.jspecify.annotations.NullMarked;
