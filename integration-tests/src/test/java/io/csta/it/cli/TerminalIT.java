package io.csta.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.csta.it.service.Program;
import io.csta.it.service.SharedHome;
import io.csta.testing.TestVideos;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The program in a terminal, without the launcher. */
@EnabledOnOs(OS.LINUX)
class TerminalIT {

    private static final int COLUMNS = 50;

    @TempDir
    Path folder;

    /** {@code script}, part of util-linux, runs a command in a terminal. */
    @Test
    void program_inATerminal_drawsABarThatFits() throws Exception {
        Path clip = TestVideos.ofScenes(45, 45).size(96, 64).write(folder.resolve("clip.mp4"));
        String command = Program.command(List.of(), List.of("summarize", clip.toString())).stream()
                .map(word -> "'" + word + "'")
                .collect(Collectors.joining(" ", "stty cols " + COLUMNS + "; ", ""));
        ProcessBuilder builder = new ProcessBuilder("script", "-qec", command, "/dev/null").redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("CSTA_"));
        builder.environment().put("CSTA_HOME", SharedHome.path().toString());
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output.split("\r(?:\u001b\\[K)?"))
                .as(output)
                .anyMatch(line -> line.contains("[█"))
                .allMatch(line -> line.strip().length() < COLUMNS || !line.contains("[█"));
    }
}
