package io.csta.benchmark;

import ai.djl.engine.Engine;
import io.csta.onnx.OnnxRuntime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.Loader;

/** The facts that results depend on: processor, memory, system, versions and load. */
final class Machine {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final double GIB = 1L << 30;

    private Machine() {}

    /** Markdown list items. */
    static List<String> facts() throws IOException {
        Engine pytorch = Engine.getEngine("PyTorch");
        return List.of(
                "- processor: %s, %d in use"
                        .formatted(processor(), Runtime.getRuntime().availableProcessors()),
                "- memory: %.1f GiB".formatted(memory() / GIB),
                "- system: %s %s, %s"
                        .formatted(
                                System.getProperty("os.name"),
                                System.getProperty("os.version"),
                                System.getProperty("os.arch")),
                "- Java: %s, %s".formatted(System.getProperty("java.vm.name"), Runtime.version()),
                "- libraries: ONNX Runtime %s, PyTorch %s through DJL %s on %s, FFmpeg %s through JavaCPP %s"
                        .formatted(
                                OnnxRuntime.version(),
                                pytorch.getVersion(),
                                Engine.getDjlVersion(),
                                pytorch.defaultDevice(),
                                avutil.av_version_info().getString(),
                                Loader.getVersion()));
    }

    /** The load average over the last minute, including that of the benchmark itself. */
    static String load() {
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        return load < 0 ? "unknown" : String.format(Locale.ROOT, "%.1f", load);
    }

    private static String processor() throws IOException {
        Path table = Path.of("/proc/cpuinfo");
        if (!Files.exists(table)) {
            return System.getProperty("os.arch");
        }
        try (Stream<String> lines = Files.lines(table)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        }
    }

    private static long memory() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getTotalMemorySize()
                : 0;
    }

    /** The peak resident memory of this process in bytes; empty if there is no {@code /proc}. */
    static OptionalLong peakResident() {
        if (!Files.exists(STATUS)) {
            return OptionalLong.empty();
        }
        try (Stream<String> lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
