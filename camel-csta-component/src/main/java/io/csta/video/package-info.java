/**
 * File to frames with time stamps; chosen ranges of frames to a summary file.
 *
 * <p>In: a video file. Out: frames one at a time, each with its index, its presentation time and, when asked for, its
 * picture; or a new MP4 that holds exactly the chosen frames, with their sound. JavaCV's types end here.
 */
@NullMarked
package io.csta.video;

import org.jspecify.annotations.NullMarked;
