/**
 * What an operator can set: every option of the service, with its default and what it is for.
 *
 * <p>In: properties named {@code csta.*}, from files, the environment or the command line. Out: checked values.
 */
@NullMarked
package io.csta.service.config;

import org.jspecify.annotations.NullMarked;
