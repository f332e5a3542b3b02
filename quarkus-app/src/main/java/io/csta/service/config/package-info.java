/**
 * The options of the service.
 *
 * <p>In: properties named {@code csta.*}, from files, the environment or the command line. Out: checked values.
 */
@NullMarked
package io.csta.service.config;

import org.jspecify.annotations.NullMarked;
