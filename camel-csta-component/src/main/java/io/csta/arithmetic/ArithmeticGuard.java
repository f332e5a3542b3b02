package io.csta.arithmetic;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.csta.CstaHome;
import io.csta.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Allows a library to run a network only after a check of its convolutions on this processor, and selects the fastest setting
 * that is correct.
 *
 * <p>Verdicts are stored in files, per processor, library and network. Safe for use by several threads.
 */
public final class ArithmeticGuard {

    /** Environment variables that influence the choice of kernels. */
    private static final List<String> VARIABLES =
            List.of("ONEDNN_MAX_CPU_ISA", "DNNL_MAX_CPU_ISA", "ATEN_CPU_CAPABILITY", "MKL_ENABLE_INSTRUCTIONS");

    /** The revision of the check; verdicts of other revisions are ignored. */
    private static final int REVISION = 3;

    private static final ObjectMapper JSON = new ObjectMapper().registerModule(new Jdk8Module());

    private final Path folder;
    private final CpuIdentity processor;
    private final Map<String, Verdict> verdicts = new ConcurrentHashMap<>();

    /** By library, the index of its current setting; it never decreases, because a loaded network may need the setting. */
    private final Map<String, Integer> inUse = new ConcurrentHashMap<>();

    /** By library, the networks that it runs in this process; a new setting must be correct for all of them. */
    private final Map<String, Set<Workload>> loaded = new ConcurrentHashMap<>();

    private static final ArithmeticGuard OF_PROCESS = in(CstaHome.path().resolve("arithmetic"), CpuIdentity.here());

    private ArithmeticGuard(Path folder, CpuIdentity processor) {
        this.folder = folder;
        this.processor = processor;
    }

    /** The guard of this process, which stores verdicts under {@code $CSTA_HOME}. */
    public static ArithmeticGuard ofProcess() {
        return OF_PROCESS;
    }

    /** A guard that stores verdicts in a folder, which is created if it does not exist. */
    public static ArithmeticGuard in(Path folder, CpuIdentity processor) {
        return new ArithmeticGuard(folder, processor);
    }

    /**
     * The convolutions of a network.
     *
     * @param network its name
     * @param convolutions to check
     * @param batches the batch sizes with which it runs
     * @param training whether gradients are needed
     */
    public record Workload(String network, List<Convolution> convolutions, List<Integer> batches, boolean training) {}

    /**
     * Applies the fastest setting of a library that is correct.
     *
     * @return the result of the check
     * @throws WrongArithmeticException if no setting is correct; the message names the processor and the layer
     */
    public Verdict require(Arithmetic arithmetic, Workload workload) {
        Verdict verdict = verdict(arithmetic, workload);
        if (!verdict.isUsable()) {
            throw new WrongArithmeticException(
                    "%s; nothing is computed; use another machine, or report this with the output of csta doctor"
                            .formatted(verdict.text()));
        }
        return verdict;
    }

    /**
     * The verdict, from an earlier check if there was one. Applies the fastest setting that is correct, or keeps the current
     * one if there is none.
     */
    public synchronized Verdict verdict(Arithmetic arithmetic, Workload workload) { // settings apply to the process
        int fastest = inUse.getOrDefault(arithmetic.name(), 0);
        String key = key(arithmetic, workload);
        Optional<Verdict> known = Optional.ofNullable(verdicts.get(key))
                .or(() -> stored(key).filter(stored -> stored.isOf(arithmetic.name(), processor.name())))
                .filter(verdict -> verdict.setting()
                        .map(setting -> arithmetic.settings().indexOf(setting) >= fastest
                                && arithmetic.use(setting)
                                && suitsTheOthers(arithmetic, setting, fastest))
                        .orElse(true));
        Verdict verdict = known.orElseGet(() -> checked(arithmetic, workload, fastest, key));
        verdict.setting().ifPresent(setting -> {
            inUse.put(arithmetic.name(), arithmetic.settings().indexOf(setting));
            loaded.computeIfAbsent(arithmetic.name(), name -> new LinkedHashSet<>())
                    .add(workload);
        });
        verdicts.put(key, verdict);
        return verdict;
    }

    /** Checks, and restores the current setting if no setting is correct. */
    private Verdict checked(Arithmetic arithmetic, Workload workload, int fastest, String key) {
        boolean found = false;
        try {
            Verdict verdict = check(arithmetic, workload, fastest, key);
            found = verdict.isUsable();
            return verdict;
        } finally {
            if (!found) {
                arithmetic.use(arithmetic.settings().get(fastest));
            }
        }
    }

    /** Whether the networks loaded earlier are computed correctly with a setting that they have not used so far. */
    private boolean suitsTheOthers(Arithmetic arithmetic, String setting, int fastest) {
        return arithmetic.settings().indexOf(setting) == fastest
                || loaded.getOrDefault(arithmetic.name(), Set.of()).stream()
                        .allMatch(other -> firstFault(arithmetic, other).isEmpty());
    }

    private static Optional<String> firstFault(Arithmetic arithmetic, Workload workload) {
        return new ArithmeticCheck(workload.batches(), workload.training())
                .firstFault(arithmetic, workload.convolutions());
    }

    private Verdict check(Arithmetic arithmetic, Workload workload, int fastest, String key) {
        boolean dependsOnOthers = fastest > 0;
        List<String> faults = new ArrayList<>();
        List<String> settings = arithmetic.settings();
        for (String setting : settings.subList(fastest, settings.size())) {
            if (!arithmetic.use(setting)) {
                continue;
            }
            Optional<String> fault = firstFault(arithmetic, workload);
            if (fault.isPresent()) {
                faults.add(fault.get());
            } else if (suitsTheOthers(arithmetic, setting, fastest)) {
                return result(arithmetic, Optional.of(setting), faults, dependsOnOthers, key);
            } else {
                dependsOnOthers = true;
            }
        }
        return result(arithmetic, Optional.empty(), faults, dependsOnOthers, key);
    }

    /** The verdict, stored for other processes unless it depends on the other networks of this process. */
    private Verdict result(
            Arithmetic arithmetic, Optional<String> setting, List<String> faults, boolean dependsOnOthers, String key) {
        Verdict verdict = new Verdict(
                arithmetic.name(), processor.name(), setting, faults.stream().findFirst());
        if (!dependsOnOthers) {
            store(key, verdict);
        }
        return verdict;
    }

    private String key(Arithmetic arithmetic, Workload workload) {
        Stream<String> variables =
                VARIABLES.stream().map(name -> name + "=" + Objects.requireNonNullElse(System.getenv(name), ""));
        return Sha256.of(String.join(
                "\n",
                processor.identity(),
                arithmetic.name(),
                variables.toList().toString(),
                workload.toString(),
                Integer.toString(REVISION)));
    }

    private Path file(String key) {
        return folder.resolve(key.substring(0, 32) + ".json");
    }

    private Optional<Verdict> stored(String key) {
        try {
            return Optional.ofNullable(JSON.readValue(Files.readString(file(key)), Verdict.class));
        } catch (IOException e) {
            return Optional.empty(); // missing or damaged: check again
        }
    }

    private void store(String key, Verdict verdict) {
        try {
            if (!Files.isDirectory(folder)) { // a link to a folder counts as one
                Files.createDirectories(folder);
            }
            Path part = Files.createTempFile(folder, "verdict", ".part");
            try {
                Files.writeString(part, JSON.writeValueAsString(verdict));
                Files.move(part, file(key), StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            return; // without a writable home, every start checks again
        }
    }

    /** All verdicts of this process, in no particular order. */
    public List<Verdict> found() {
        return List.copyOf(verdicts.values());
    }
}
