package io.csta.diagnosis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The GPUs of this machine, and the engines that can use them.
 *
 * @param installed GPUs that the NVIDIA driver reports; 0 on other systems than Linux
 * @param usableBy the engines that can use a GPU
 */
public record GpuState(int installed, List<String> usableBy) {

    private static final Path DRIVER = Path.of("/proc/driver/nvidia/gpus");

    static GpuState of(List<EngineState> engines) {
        return new GpuState(
                installed(DRIVER),
                engines.stream()
                        .filter(engine -> engine.gpus() > 0)
                        .map(EngineState::engine)
                        .toList());
    }

    static int installed(Path driver) {
        if (!Files.isDirectory(driver)) {
            return 0;
        }
        try (Stream<Path> gpus = Files.list(driver)) {
            return (int) gpus.count();
        } catch (IOException e) {
            return 0;
        }
    }

    Finding finding() {
        if (!usableBy.isEmpty()) {
            return Finding.ok("gpu", "used by " + usableBy.stream().collect(Collectors.joining(" and ")));
        }
        if (installed > 0) {
            return Finding.warning(
                    "gpu",
                    "%d installed, but not used: the bundled engines run on the CPU".formatted(installed),
                    "nothing to do unless you need more speed; docs/gpu.md describes how to use GPUs");
        }
        return Finding.ok("gpu", "none found; networks run on the CPU");
    }
}
