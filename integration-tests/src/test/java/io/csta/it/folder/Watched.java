package io.csta.it.folder;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.csta.testing.TestVideos;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The data folder of a service, as an operator sees it. */
final class Watched {

    static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<Path, Path> CLIPS = new ConcurrentHashMap<>();

    private final Path data;

    Watched(Path data) {
        this.data = data;
    }

    Path data() {
        return data;
    }

    Path inbox(String name) {
        return parentMade(data.resolve("inbox").resolve(name));
    }

    Path summary(String name) {
        return data.resolve("summaries").resolve(name);
    }

    Path done(String name) {
        return data.resolve("done").resolve(name);
    }

    Path failed(String name) {
        return data.resolve("failed").resolve(name);
    }

    /** Puts a file there as one that is renamed into place, so that it is complete at once. */
    void drop(Path video, String name) {
        try {
            Path target = inbox(name);
            Path part = Files.createTempFile(data, "drop", ".part");
            Files.copy(video, part, StandardCopyOption.REPLACE_EXISTING);
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A clip of a second, like no other by its number. */
    static Path clip(Path folder, int number) {
        return CLIPS.computeIfAbsent(
                folder.resolve("clip" + number + ".mp4"),
                file -> TestVideos.ofScenes(10 + number % 7, 20).size(64, 48).write(file));
    }

    void awaitFile(Path file) {
        await("file " + file).atMost(PATIENCE).until(() -> Files.exists(file));
    }

    /** All jobs, from job.json. */
    List<JsonNode> jobs() {
        return files("jobs").stream()
                .filter(file -> file.getFileName().toString().equals("job.json"))
                .map(Watched::json)
                .toList();
    }

    /** The job of a file of the inbox. */
    JsonNode jobOf(String file) {
        return jobs().stream()
                .filter(job -> job.path("source").path("file").asText().equals(file))
                .findFirst()
                .orElseThrow();
    }

    List<String> states() {
        return jobs().stream()
                .map(job -> job.path("status").path("state").asText())
                .toList();
    }

    /** All files below a folder. */
    List<Path> files(String folder) {
        Path root = data.resolve(folder);
        if (!Files.exists(root)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException | UncheckedIOException e) {
            return files(folder); // something was moved meanwhile
        }
    }

    static JsonNode json(Path file) {
        try {
            return JSON.readTree(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path parentMade(Path file) {
        try {
            Files.createDirectories(file.getParent());
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
