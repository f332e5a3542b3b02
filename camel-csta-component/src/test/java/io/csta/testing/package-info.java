/** What tests are made of: test videos that know their own frame numbers, test sounds, and FFmpeg's tools as oracle. */
@NullMarked
package io.csta.testing;

import org.jspecify.annotations.NullMarked;
