package io.csta.video;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** Helpers for the source videos of this package's tests. */
final class Sources {

    private Sources() {}

    static Timeline timeline(Path file) {
        try (VideoReader video = VideoReader.open(file)) {
            while (video.advance()) {
                // only the times are needed
            }
            return video.timeline();
        }
    }

    static List<Integer> numbers(List<FrameRange> ranges) {
        return ranges.stream()
                .flatMapToInt(range -> IntStream.rangeClosed(range.first(), range.last()))
                .boxed()
                .toList();
    }
}
