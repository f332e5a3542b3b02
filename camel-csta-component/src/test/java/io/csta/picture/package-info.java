/** Renders figures for the documentation. */
@NullMarked
package io.csta.picture;

import org.jspecify.annotations.NullMarked;
