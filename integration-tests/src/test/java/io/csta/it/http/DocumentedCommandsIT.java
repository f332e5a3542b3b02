package io.csta.it.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The commands in docs/http-api.md, pasted into one shell in order. */
@ResourceLock(Shared.LOCK)
class DocumentedCommandsIT {

    private static final Path PAGE = Path.of("..", "docs", "http-api.md");

    @TempDir
    Path folder;

    @Test
    void everyCommand_isAnsweredAsPromised() throws IOException, InterruptedException {
        assumeThat(Path.of("/bin/sh")).exists();
        List<String> commands = Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("    curl ") || line.startsWith("    JOB="))
                .map(line -> line.strip()
                        .replace("http://127.0.0.1:8080", Shared.SERVICE.url().toString())
                        .replaceAll("curl -sS", "curl -sS --fail-with-body"))
                .toList();
        assertThat(commands).hasSizeGreaterThan(10);
        Files.copy(Clips.SHORT, folder.resolve("beach.mp4"));
        Files.copy(
                Clips.SHORT,
                Files.createDirectories(Shared.DATA.resolve("inbox")).resolve("beach.mp4"));
        StringBuilder script = new StringBuilder();
        for (String command : commands) {
            script.append(command)
                    .append(" || echo \"exit $? of: ")
                    .append(escaped(command))
                    .append("\" >&2\n");
        }
        Process shell = new ProcessBuilder("sh", "-c", script.toString())
                .directory(folder.toFile())
                .redirectError(folder.resolve("errors").toFile())
                .start();
        String out = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor(10, TimeUnit.MINUTES)).isTrue();
        // The job of the page has ended well by then, so that it can neither be stopped nor retried nor paused.
        assertThat(Files.readAllLines(folder.resolve("errors")))
                .filteredOn(line -> line.startsWith("exit"))
                .allMatch(line -> line.matches(".*JOB/(cancel|retry|pause|resume)"))
                .hasSize(4);
        assertThat(out).contains("event:end", "\"state\" : \"queued\"", "\"status\" : 409");
        assertThat(folder.resolve("beach.summary.mp4")).isNotEmptyFile();
        assertThat(folder.resolve("summary.json")).content().contains("csta-summary/1");
        assertThat(folder.resolve("beginning.part")).hasSize(1024);
    }

    private static String escaped(String command) {
        return command.replaceAll("[\"$`\\\\]", "");
    }
}
