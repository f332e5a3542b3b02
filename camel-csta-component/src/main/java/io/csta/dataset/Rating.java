package io.csta.dataset;

/**
 * An annotator's score for a section of a video.
 *
 * @param video the group or file name of the video
 * @param annotator the name of the annotator
 * @param start the start of the section, in seconds from the first frame, at least 0
 * @param end its end, exclusive, in seconds, after {@code start}
 * @param score its importance, at least 0, on any scale
 * @param line the line in its file, counted from 1, for messages
 */
public record Rating(String video, String annotator, double start, double end, double score, int line) {}
