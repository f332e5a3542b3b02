package io.csta.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.csta.OutputException;
import io.csta.OutputFile;
import io.csta.checkpoint.Checkpoint;
import io.csta.checkpoint.Tensor;
import io.csta.evaluation.Protocol;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folder of a run. {@code run.json} describes the run. Split 1 has {@code split1.safetensors}, the weights of its best
 * epoch so far; {@code split1.csv} and {@code split1.svg}, its learning curve; {@code split1.state}, from which it resumes;
 * and finally {@code split1.scores.json} and {@code split1.json}, its scores and results of the test videos. {@code model} is the
 * bundle of the best split, and {@code plots} contains a plot of each test video, if they were requested. Files appear only when they are complete.
 */
final class RunFolder implements AutoCloseable {

    /** The folder of the model, if one was created from the run. */
    static final String MODEL = "model";

    private static final String RUN = "run.json";
    private static final String RESULTS = "split\\d+\\.(safetensors|csv|svg|state|json|scores\\.json)|report\\.json";

    /** Files that a process leaves behind if it is killed while writing. */
    private static final String LEFTOVERS = "\\.(split\\d+|run|report)\\..+\\.part|\\.model\\..+\\.(new|old)";

    private static final String REPORT = "report.json";
    private static final String LOCK = ".lock";
    private static final String SCORES = "scores.json";

    private static final Pattern RESULT = Pattern.compile("split(\\d+)\\.json");

    /** How often each video is used, in the description of a run. */
    static final String EPOCHS = "epochs";

    private static final String CURVE = "curve";
    private static final String STEPS = "steps";

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private final Path folder;
    private final RunPlots plots;
    private final FileChannel lock;

    private RunFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.plots = new RunPlots(folder);
        this.lock = lock;
    }

    /**
     * A split that was interrupted.
     *
     * @param curve its epochs so far
     * @param tensors weights, their means if they are averaged, and moments after these epochs
     * @param steps the number of steps so far
     */
    record State(LearningCurve curve, Checkpoint tensors, long steps) {}

    /**
     * Opens the folder of a run for one process, and creates it if it does not exist.
     *
     * @param identity what distinguishes the run from others
     * @param circumstances further facts to record
     * @param overwrite whether an existing other run is removed
     * @throws TrainingException if the folder contains another run, or another process is using it
     * @throws OutputException if the folder cannot be created or written to
     */
    static RunFolder open(
            Path folder, Map<String, String> identity, Map<String, String> circumstances, boolean overwrite) {
        try {
            Files.createDirectories(folder);
            RunFolder run = new RunFolder(folder, locked(folder));
            try {
                run.begin(identity, circumstances, overwrite);
                return run;
            } catch (IOException | RuntimeException e) {
                run.close();
                throw e;
            }
        } catch (IOException e) {
            throw new OutputException(
                    "the folder %s cannot be used: %s; choose another folder".formatted(folder, OutputFile.reason(e)),
                    e);
        }
    }

    /** Whether a folder contains a run. */
    static boolean contains(Path folder) {
        return Files.exists(folder.resolve(RUN));
    }

    /** The system releases the lock when the process ends, however it ends. */
    private static FileChannel locked(Path folder) throws IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // Reported below, as if another process held the lock.
        }
        channel.close();
        throw new TrainingException(
                "%s: another process is training in this folder; wait until it ends, or choose another folder"
                        .formatted(folder));
    }

    private void begin(Map<String, String> identity, Map<String, String> circumstances, boolean overwrite)
            throws IOException {
        Path file = folder.resolve(RUN);
        if (Files.exists(file) && overwrite) {
            clear();
        } else if (Files.exists(file)) {
            continueRun(identity);
            clearLeftovers();
            return;
        }
        refuseResults();
        Map<String, String> description = new LinkedHashMap<>(identity);
        description.putAll(circumstances);
        write(file, text(description));
    }

    /** Results without a description may belong to someone else, so they are not replaced. */
    private void refuseResults() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            Optional<Path> unknown = files.filter(
                            file -> file.getFileName().toString().matches(RESULTS + "|" + MODEL))
                    .findFirst();
            if (unknown.isPresent() || plots.exist()) {
                throw new TrainingException("%s exists, but there is no %s that describes it; choose another folder"
                        .formatted(unknown.orElse(plots.folder()), RUN));
            }
        }
    }

    /**
     * The description of the run.
     *
     * @throws TrainingException if it cannot be read
     */
    Map<String, String> description() {
        Path file = folder.resolve(RUN);
        try {
            return JSON.readValue(file.toFile(), new TypeReference<LinkedHashMap<String, String>>() {});
        } catch (IOException e) {
            throw new TrainingException(
                    "%s is damaged (%s); choose another folder, or allow overwriting to start again"
                            .formatted(
                                    file,
                                    e instanceof JsonProcessingException json
                                            ? json.getOriginalMessage()
                                            : OutputFile.reason(e)),
                    e);
        }
    }

    /** The same run again, or with more epochs. */
    private void continueRun(Map<String, String> identity) throws IOException {
        Map<String, String> existing = description();
        Map<String, String> compared = new LinkedHashMap<>(identity);
        if (epochs(identity) > epochs(existing)) {
            compared.remove(EPOCHS);
        }
        compare(existing, compared);
        if (!compared.containsKey(EPOCHS)) {
            requireStates(epochs(identity));
            existing.putAll(identity);
            write(folder.resolve(RUN), text(existing));
        }
    }

    /** Completed splits can only be extended from their state, which earlier versions did not keep. */
    private void requireStates(long epochs) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                Matcher result = RESULT.matcher(file.getFileName().toString());
                if (result.matches() && !Files.exists(stateFile(Integer.parseInt(result.group(1))))) {
                    throw new TrainingException(
                            "split %s is complete, but its state, split%s.state, is missing, so the run cannot be extended to %d epochs; train again, in another folder"
                                    .formatted(result.group(1), result.group(1), epochs));
                }
            }
        }
    }

    /**
     * Removes the results of a split that is extended: they would not describe its new weights. The one that says that the split
     * is complete is removed last.
     *
     * @return whether a model was among them
     */
    boolean reopen(int split) {
        try {
            Path model = folder.resolve(MODEL);
            boolean hadModel = Files.exists(model);
            plots.remove(split);
            for (Path file : List.of(model, folder.resolve(REPORT), file(split, SCORES), result(split))) {
                if (Files.exists(file)) {
                    delete(file);
                }
            }
            return hadModel;
        } catch (IOException e) {
            throw new OutputException(
                    "the results in %s cannot be removed: %s".formatted(folder, OutputFile.reason(e)), e);
        }
    }

    private static long epochs(Map<String, String> description) {
        try {
            return Long.parseLong(description.getOrDefault(EPOCHS, ""));
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE; // of a damaged file
        }
    }

    private void compare(Map<String, String> existing, Map<String, String> identity) {
        for (Map.Entry<String, String> entry : identity.entrySet()) {
            String value = existing.get(entry.getKey());
            if (!entry.getValue().equals(value)) {
                throw new TrainingException(
                        "%s contains another run, with %s=%s instead of %s; choose another folder, or allow overwriting"
                                .formatted(folder, entry.getKey(), value, entry.getValue()));
            }
        }
    }

    private void clear() throws IOException {
        clearLeftovers();
        plots.clear();
        delete(MODEL);
        delete(RESULTS);
        delete(Pattern.quote(RUN));
    }

    private void clearLeftovers() throws IOException {
        delete(LEFTOVERS);
        plots.clearLeftovers();
    }

    private void delete(String names) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                if (file.getFileName().toString().matches(names)) {
                    delete(file);
                }
            }
        }
    }

    /** Deletes a file, or the folder of a model. */
    private static void delete(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            try (Stream<Path> parts = Files.list(file)) {
                for (Path part : parts.toList()) {
                    Files.delete(part);
                }
            }
        }
        Files.delete(file);
    }

    /** A file of a split; its digits do not depend on the locale. */
    private Path file(int split, String ending) {
        return folder.resolve("split" + split + "." + ending);
    }

    /** The folder for plots of the test videos. */
    Path plots() {
        return plots.folder();
    }

    Path weights(int split) {
        return file(split, "safetensors");
    }

    private Path stateFile(int split) {
        return file(split, "state");
    }

    private Path result(int split) {
        return file(split, "json");
    }

    /** The results of a split, if it is complete. */
    Optional<TrainedSplit> done(int split) {
        if (!Files.exists(result(split))) {
            return Optional.empty();
        }
        requireWeights(split, result(split));
        return Optional.of(read(result(split), TrainedSplit.class));
    }

    private void requireWeights(int split, Path other) {
        if (!Files.exists(weights(split))) {
            throw new TrainingException(
                    "%s, the weights of the best epoch, is missing; restore it, or also remove %s to train split %d again"
                            .formatted(weights(split), other, split));
        }
    }

    /** Saves the scores of the test videos by the weights that were kept, in the layout of {@code csta score}. */
    void saveScores(int split, Map<String, float[]> scores) {
        Map<String, Map<String, float[]>> videos = new LinkedHashMap<>();
        scores.forEach((video, values) -> videos.put(video, Map.of("scores", values)));
        write(file(split, SCORES), text(videos));
    }

    /**
     * The scores of a test video of a complete split.
     *
     * @param samples their number
     * @throws TrainingException if they are missing, or if there are more or fewer
     */
    float[] scores(int split, String video, int samples) {
        Path file = file(split, SCORES);
        String missing = "%s is missing or damaged; remove %s to create it again".formatted(file, result(split));
        try {
            JsonNode scores = JSON.readTree(file.toFile()).path(video).path("scores");
            if (scores.size() != samples) {
                throw new TrainingException(missing);
            }
            return JSON.convertValue(scores, float[].class);
        } catch (IOException | IllegalArgumentException e) {
            throw new TrainingException(missing, e);
        }
    }

    /** Records the results of a complete split. Its state stays, so that the run can be extended. */
    void done(TrainedSplit split) {
        write(result(split.number()), text(split));
    }

    /** The state from which a split continues, if it was started. */
    Optional<State> state(int split) {
        if (!Files.exists(stateFile(split))) {
            return Optional.empty();
        }
        requireWeights(split, stateFile(split));
        Checkpoint tensors = Checkpoint.read(stateFile(split));
        try {
            LearningCurve curve = JSON.readValue(tensors.metadata().getOrDefault(CURVE, ""), LearningCurve.class);
            long steps = Long.parseLong(tensors.metadata().getOrDefault(STEPS, ""));
            return Optional.of(new State(curve, tensors, steps));
        } catch (JsonProcessingException | NumberFormatException e) {
            throw new TrainingException(
                    "%s is damaged; remove it to train the split again".formatted(stateFile(split)), e);
        }
    }

    /** Saves an epoch: the curve, and everything that is needed to resume. */
    void save(int split, LearningCurve curve, TrainingSession session) {
        write(file(split, "csv"), curve.csv());
        write(file(split, "svg"), CurvePlot.of(curve, "Split %d".formatted(split)));
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        session.save(tensors);
        new Checkpoint(tensors, Map.of(CURVE, text(curve), STEPS, Long.toString(session.steps())))
                .writeSafetensors(stateFile(split));
    }

    void report(TrainingReport report, Protocol protocol) {
        write(folder.resolve(REPORT), text(ReportJson.of(report, protocol)));
    }

    private static void write(Path file, String text) {
        OutputFile.write(file, part -> Files.writeString(part, text));
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
            throw new TrainingException("%s is damaged; remove it to train the split again".formatted(file), e);
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new OutputException(
                    "the lock of %s cannot be released: %s".formatted(folder, OutputFile.reason(e)), e);
        }
    }
}
