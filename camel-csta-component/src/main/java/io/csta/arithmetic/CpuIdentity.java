package io.csta.arithmetic;

import io.csta.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The properties of a processor by which libraries choose their kernels.
 *
 * @param name the model, for messages
 * @param identity a hash of model, instruction sets, visible caches and number of threads
 * @param hidesCaches whether the system reports no cache sizes
 */
public record CpuIdentity(String name, String identity, boolean hidesCaches) {

    private static final Path CPUINFO = Path.of("/proc/cpuinfo");
    private static final Path CACHES = Path.of("/sys/devices/system/cpu/cpu0/cache");
    private static final List<String> KEYS =
            List.of("vendor_id", "cpu family", "model", "model name", "stepping", "flags", "CPU part", "Features");

    private static final class Holder {
        static final CpuIdentity HERE = read(CPUINFO, CACHES);
    }

    /** The processor of this machine. */
    public static CpuIdentity here() {
        return Holder.HERE;
    }

    static CpuIdentity read(Path cpuinfo, Path caches) {
        Map<String, String> facts = facts(cpuinfo);
        boolean linux = !facts.isEmpty();
        String cacheSizes = linux ? sizes(caches) : "";
        String architecture = System.getProperty("os.arch");
        String model = facts.getOrDefault(
                "model name", Objects.requireNonNullElse(System.getenv("PROCESSOR_IDENTIFIER"), architecture));
        String name = facts.containsKey("cpu family")
                ? "%s (family %s, model %s, %s)"
                        .formatted(model, facts.get("cpu family"), facts.get("model"), architecture)
                : model;
        int threads = Runtime.getRuntime().availableProcessors();
        String identity = String.join(
                "\n",
                System.getProperty("os.name"),
                architecture,
                model,
                facts.toString(),
                cacheSizes,
                Integer.toString(threads),
                Objects.requireNonNullElse(System.getenv("OMP_NUM_THREADS"), ""));
        return new CpuIdentity(name, Sha256.of(identity), linux && cacheSizes.isEmpty());
    }

    /** The properties of the first processor, in order; empty on systems other than Linux. */
    private static Map<String, String> facts(Path cpuinfo) {
        Map<String, String> facts = new LinkedHashMap<>();
        try (Stream<String> lines = Files.lines(cpuinfo)) {
            lines.takeWhile(line -> !line.isBlank()).forEach(line -> {
                String[] pair = line.split(":", 2);
                if (pair.length == 2 && KEYS.contains(pair[0].strip())) {
                    facts.put(pair[0].strip(), pair[1].strip());
                }
            });
        } catch (IOException e) {
            return Map.of();
        }
        return facts;
    }

    private static String sizes(Path caches) {
        StringBuilder sizes = new StringBuilder();
        for (int index = 0; index < 8; index++) {
            try {
                sizes.append(Files.readString(caches.resolve("index" + index).resolve("size"))
                                .strip())
                        .append(' ');
            } catch (IOException e) {
                break;
            }
        }
        return sizes.toString().strip();
    }

    /** The widest vector instructions that the processor reports. */
    public String instructionSet() {
        return instructionSet(facts(CPUINFO).getOrDefault("flags", ""), System.getProperty("os.arch"));
    }

    static String instructionSet(String flags, String architecture) {
        List<String> words = List.of(flags.split(" "));
        for (String set : List.of("amx_tile", "avx512f", "avx2", "avx", "sse4_1")) {
            if (words.contains(set)) {
                return switch (set) {
                    case "amx_tile" -> "AMX";
                    case "avx512f" -> "AVX-512";
                    case "sse4_1" -> "SSE4.1";
                    default -> set.toUpperCase(Locale.ROOT);
                };
            }
        }
        return architecture.equals("aarch64") ? "NEON" : "unknown";
    }
}
