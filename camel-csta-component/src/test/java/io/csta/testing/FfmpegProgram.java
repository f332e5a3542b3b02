package io.csta.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.javacpp.Loader;

/**
 * The bundled {@code ffmpeg} and {@code ffprobe}, unpacked so that they start on any machine.
 *
 * <p>They link libraries for desktop audio and screen capture, which servers may not have and tests do not use. An unrelated
 * library takes the name of each library that the system's loader misses: functions are resolved only when they are first
 * called, and these never are.
 */
final class FfmpegProgram {

    private static final Pattern MISSING = Pattern.compile("loading shared libraries: (\\S+): cannot open");
    private static final String STAND_IN = "libdrm.so.2";
    private static final String SEARCH_PATH = "LD_LIBRARY_PATH";

    private final Path folder;
    private final Path standIns;

    private FfmpegProgram(Path folder, Path standIns) {
        this.folder = folder;
        this.standIns = standIns;
    }

    private static final class Holder {
        static final FfmpegProgram INSTANCE = unpack();
    }

    /** Prepares a process. */
    static ProcessBuilder process(String name, List<String> arguments) {
        return Holder.INSTANCE.builder(name, arguments);
    }

    private static FfmpegProgram unpack() {
        try {
            File[] unpacked = Loader.cacheResources("/org/bytedeco/ffmpeg/" + Loader.getPlatform());
            Path folder = unpacked[0].toPath();
            Path standIns = Files.createTempDirectory("ffmpeg-stand-ins");
            standIns.toFile().deleteOnExit();
            FfmpegProgram program = new FfmpegProgram(folder, standIns);
            program.replaceMissingLibraries();
            return program;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private void replaceMissingLibraries() throws IOException, InterruptedException {
        while (true) {
            Process process = builder("ffmpeg", List.of("-version"))
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() == 0) {
                return;
            }
            Matcher missing = MISSING.matcher(output);
            if (!missing.find()) {
                throw new AssertionError("ffmpeg does not start: " + output);
            }
            Path link = standIns.resolve(missing.group(1));
            Files.createSymbolicLink(link, folder.resolve(STAND_IN));
            link.toFile().deleteOnExit();
        }
    }

    private ProcessBuilder builder(String name, List<String> arguments) {
        File program = folder.resolve(Loader.getPlatform().startsWith("windows") ? name + ".exe" : name)
                .toFile();
        if (!program.canExecute() && !program.setExecutable(true)) {
            throw new AssertionError(program + " cannot be made executable");
        }
        ProcessBuilder builder = new ProcessBuilder(program.toString());
        builder.command().addAll(arguments);
        Map<String, String> environment = builder.environment();
        environment.merge(SEARCH_PATH, standIns.toString(), (path, added) -> path + File.pathSeparator + added);
        return builder;
    }
}
