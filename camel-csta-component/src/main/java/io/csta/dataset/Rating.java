package io.csta.dataset;

/**
 * An annotator's score for a stretch of a video.
 *
 * @param video the group or the file that the video is called by
 * @param annotator who says so
 * @param start when the stretch begins, in seconds from the first frame, at least 0
 * @param end when it ends, in seconds, after {@code start}; a frame that is shown then does not belong to it
 * @param score how important it is, at least 0, on any scale
 * @param line where it stands in its file, counted from 1, for messages
 */
public record Rating(String video, String annotator, double start, double end, double score, int line) {}
