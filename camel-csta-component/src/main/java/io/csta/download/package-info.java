/**
 * Downloads published files reliably.
 *
 * <p>In: a file's name, its URL and the beginning of its hash. Out: the verified file in a folder. An incomplete part stays
 * in the folder, so that the next call resumes from there.
 */
@NullMarked
package io.csta.download;

import org.jspecify.annotations.NullMarked;
