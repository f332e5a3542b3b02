package io.csta.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.csta.OutputException;
import io.csta.OutputFile;
import io.csta.checkpoint.Checkpoint;
import io.csta.checkpoint.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a run keeps what it has done: {@code run.json} says which run it is; of split 1 there are {@code split1.safetensors}, the
 * weights of its best epoch so far, {@code split1.csv} and {@code split1.svg}, its learning curve, {@code split1.state}, from
 * which it goes on, and in the end {@code split1.json}, what it came to. Every file appears as a whole.
 */
final class RunFolder {

    private static final String RUN = "run.json";
    private static final String REPORT = "report.json";
    private static final String CURVE = "curve";
    private static final String STEPS = "steps";

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private final Path folder;

    private RunFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * A split that was interrupted.
     *
     * @param curve its epochs so far
     * @param tensors weights and moments after them
     * @param steps how many steps they took
     */
    record State(LearningCurve curve, Checkpoint tensors, long steps) {}

    /**
     * Opens the folder of a run, and makes it if it is not there.
     *
     * @param identity what tells the run from others
     * @param overwrite whether another run that may be there is removed
     * @throws TrainingException if there is another run
     * @throws OutputException if the folder cannot be made or written to
     */
    static RunFolder open(Path folder, Map<String, String> identity, boolean overwrite) {
        RunFolder run = new RunFolder(folder);
        try {
            Files.createDirectories(folder);
            Path file = folder.resolve(RUN);
            if (Files.exists(file) && overwrite) {
                run.clear();
            }
            if (Files.exists(file)) {
                run.compare(
                        JSON.readValue(file.toFile(), new TypeReference<LinkedHashMap<String, String>>() {}), identity);
            } else {
                run.write(file, JSON.writeValueAsString(identity) + "\n");
            }
            return run;
        } catch (JsonProcessingException e) {
            throw new TrainingException(
                    "%s is damaged (%s): begin anew with --overwrite, or choose another folder"
                            .formatted(folder.resolve(RUN), e.getOriginalMessage()),
                    e);
        } catch (IOException e) {
            throw new OutputException(
                    "the folder %s cannot be used: %s; choose another one".formatted(folder, OutputFile.reason(e)), e);
        }
    }

    private void compare(Map<String, String> there, Map<String, String> wanted) {
        for (Map.Entry<String, String> entry : wanted.entrySet()) {
            String value = there.get(entry.getKey());
            if (!entry.getValue().equals(value)) {
                throw new TrainingException(
                        "%s holds another run, whose %s is %s and not %s: choose another folder, or begin anew with --overwrite"
                                .formatted(folder, entry.getKey(), value, entry.getValue()));
            }
        }
    }

    private void clear() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (name.matches("split\\d+\\.(safetensors|csv|svg|state|json)") || name.equals(REPORT)) {
                    Files.delete(file);
                }
            }
        }
        Files.delete(folder.resolve(RUN));
    }

    Path weights(int split) {
        return folder.resolve("split%d.safetensors".formatted(split));
    }

    private Path state(int split) {
        return folder.resolve("split%d.state".formatted(split));
    }

    private Path result(int split) {
        return folder.resolve("split%d.json".formatted(split));
    }

    /** What a split came to, if it was done. */
    Optional<TrainedSplit> done(int split) {
        return Files.exists(result(split)) ? Optional.of(read(result(split), TrainedSplit.class)) : Optional.empty();
    }

    /** Writes down that a split is done; its state is not needed any more. */
    void done(TrainedSplit split) {
        write(result(split.number()), text(split));
        try {
            Files.deleteIfExists(state(split.number()));
        } catch (IOException e) {
            throw new OutputException(
                    "%s cannot be removed: %s".formatted(state(split.number()), OutputFile.reason(e)), e);
        }
    }

    /** From where a split goes on, if it was begun. */
    Optional<State> interrupted(int split) {
        if (!Files.exists(state(split))) {
            return Optional.empty();
        }
        Checkpoint tensors = Checkpoint.read(state(split));
        try {
            LearningCurve curve = JSON.readValue(tensors.metadata().getOrDefault(CURVE, ""), LearningCurve.class);
            long steps = Long.parseLong(tensors.metadata().getOrDefault(STEPS, ""));
            return Optional.of(new State(curve, tensors, steps));
        } catch (JsonProcessingException | NumberFormatException e) {
            throw new TrainingException(
                    "%s is damaged: remove it, and the split begins anew".formatted(state(split)), e);
        }
    }

    /** Writes down an epoch: the curve for people, and all that is needed to go on. */
    void save(int split, LearningCurve curve, Fit fit) {
        write(folder.resolve("split%d.csv".formatted(split)), curve.csv());
        write(folder.resolve("split%d.svg".formatted(split)), CurvePlot.of(curve, "Split %d".formatted(split)));
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        fit.save(tensors);
        new Checkpoint(tensors, Map.of(CURVE, text(curve), STEPS, Long.toString(fit.steps())))
                .writeSafetensors(state(split));
    }

    void report(TrainingReport report) {
        write(folder.resolve(REPORT), text(report));
    }

    private void write(Path file, String text) {
        try (OutputFile part = OutputFile.of(file)) {
            Files.writeString(part.path(), text);
            part.keep();
        } catch (IOException e) {
            throw new OutputException(
                    "%s cannot be written: %s; free some space, and start again to go on"
                            .formatted(file, OutputFile.reason(e)),
                    e);
        }
    }

    private static String text(Object value) {
        try {
            return JSON.writeValueAsString(value) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("records are plain data", e);
        }
    }

    private static <T> T read(Path file, Class<T> type) {
        try {
            return JSON.readValue(file.toFile(), type);
        } catch (IOException e) {
            throw new TrainingException("%s is damaged: remove it, and the split begins anew".formatted(file), e);
        }
    }
}
