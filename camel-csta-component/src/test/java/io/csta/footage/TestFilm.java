package io.csta.footage;

import java.nio.file.Path;
import java.util.List;

/**
 * A film to summarize.
 *
 * @param name its name in tables
 * @param file the video
 * @param boundaries the times at which its shots begin, except the first, in seconds, ascending
 */
public record TestFilm(String name, Path file, List<Double> boundaries) {}
