package io.csta.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs the bundled {@code ffmpeg} and {@code ffprobe}, so that tests need no installed programs. */
public final class Tool {

    private Tool() {}

    /** Writes the standard input of a tool. */
    @FunctionalInterface
    public interface Feed {

        /** No input. */
        Feed NOTHING = sink -> {};

        /** Writes all input. */
        void write(OutputStream sink) throws IOException;
    }

    /** Runs {@code ffmpeg}, overwriting its output. */
    public static byte[] ffmpeg(List<String> arguments, Feed feed) {
        List<String> command = new ArrayList<>(List.of("-v", "error", "-y"));
        command.addAll(arguments);
        return run("ffmpeg", command, feed);
    }

    /** Runs {@code ffmpeg} without input. */
    public static byte[] ffmpeg(String... arguments) {
        return ffmpeg(List.of(arguments), Feed.NOTHING);
    }

    /** Runs {@code ffprobe}. */
    public static byte[] ffprobe(String... arguments) {
        List<String> command = new ArrayList<>(List.of("-v", "error"));
        command.addAll(List.of(arguments));
        return run("ffprobe", command, Feed.NOTHING);
    }

    private static byte[] run(String program, List<String> arguments, Feed feed) {
        try {
            Path errors = Files.createTempFile("tool", ".log");
            try {
                Process process = FfmpegProgram.process(program, arguments)
                        .redirectError(errors.toFile())
                        .start();
                Thread feeder = new Thread(() -> feed(process, feed));
                feeder.start();
                byte[] output = process.getInputStream().readAllBytes();
                int status = process.waitFor();
                feeder.join();
                if (status != 0) {
                    throw new AssertionError(
                            program + " " + arguments + " failed with " + status + ": " + Files.readString(errors));
                }
                return output;
            } finally {
                Files.delete(errors);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static void feed(Process process, Feed feed) {
        try (OutputStream sink = process.getOutputStream()) {
            feed.write(sink);
        } catch (IOException e) {
            // the tool stopped reading; its exit status shows whether that was an error
        }
    }
}
