/**
 * The pipeline: video to summary.
 *
 * <p>In: a video file and options. Out: a {@code Summary}, a summary video, and progress events. Only this package knows the
 * order of the stages.
 */
@NullMarked
package io.csta.summary;

import org.jspecify.annotations.NullMarked;
