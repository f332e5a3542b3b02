/** What the tests of several rooms share. */
@NullMarked
package io.csta.testing;

import org.jspecify.annotations.NullMarked;
