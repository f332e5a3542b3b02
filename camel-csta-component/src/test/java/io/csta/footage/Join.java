package io.csta.footage;

import io.csta.testing.Tool;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The recipe of a film: parts that follow each other.
 *
 * <p>Every part starts with a boundary between shots; where the trailer is shown across its own cuts, these are boundaries too.
 */
final class Join {

    static final int WIDTH = 320;
    static final int HEIGHT = 180;
    static final int FPS = 15;

    /** The length of a fade to black, and of one from black. */
    private static final int FADE_FRAMES = 12;

    private final List<Part> parts = new ArrayList<>();

    /** Whether each part follows the previous one by a fade through black, instead of a cut. */
    private final List<Boolean> faded = new ArrayList<>();

    /** Adds a part after a cut. */
    Join cut(Part part) {
        parts.add(part);
        faded.add(false);
        return this;
    }

    /** Adds a part after a fade through black. */
    Join fade(Part part) {
        parts.add(part);
        faded.add(true);
        return this;
    }

    /** The number of frames so far. */
    int frames() {
        return parts.stream().mapToInt(Part::frames).sum();
    }

    /** The times of all boundaries, ascending, in seconds. */
    List<Double> boundaries() {
        List<Double> times = new ArrayList<>();
        int frame = 0;
        for (Part part : parts) {
            double start = (double) frame / FPS;
            if (frame > 0) {
                times.add(start);
            }
            part.innerBoundaries().forEach(inner -> times.add(start + inner));
            frame += part.frames();
        }
        return times;
    }

    /** Writes the film as H.264. */
    void write(Path file) {
        List<String> command = new ArrayList<>();
        StringBuilder graph = new StringBuilder();
        for (int i = 0; i < parts.size(); i++) {
            command.addAll(parts.get(i).input());
            graph.append("[%d:v]%s%s,setpts=PTS-STARTPTS[p%1$d];"
                    .formatted(i, parts.get(i).filter(), fades(i)));
        }
        for (int i = 0; i < parts.size(); i++) {
            graph.append("[p%d]".formatted(i));
        }
        graph.append("concat=n=%d[v]".formatted(parts.size()));
        command.addAll(
                List.of("-filter_complex", graph.toString(), "-map", "[v]", "-c:v", "libopenh264", "-b:v", "1M"));
        command.addAll(List.of("-r", Integer.toString(FPS), file.toString()));
        Tool.ffmpeg(command, Tool.Feed.NOTHING);
    }

    private String fades(int part) {
        String filters = faded.get(part) ? ",fade=in:0:%d".formatted(FADE_FRAMES) : "";
        boolean endsFaded = part + 1 < parts.size() && faded.get(part + 1);
        return endsFaded
                ? filters + ",fade=out:%d:%d".formatted(parts.get(part).frames() - FADE_FRAMES, FADE_FRAMES)
                : filters;
    }
}
