/** Draws pictures for the docs. */
@NullMarked
package io.csta.picture;

import org.jspecify.annotations.NullMarked;
