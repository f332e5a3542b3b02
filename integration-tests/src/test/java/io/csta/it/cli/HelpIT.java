package io.csta.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.csta.it.service.Program;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HelpIT {

    /** Every command; the first is the program itself. */
    static final List<String> COMMANDS = List.of(
            "",
            "summarize",
            "score",
            "segment",
            "features",
            "annotate",
            "evaluate",
            "train",
            "inspect",
            "convert",
            "model",
            "model list",
            "model show",
            "model import",
            "model fetch",
            "doctor",
            "serve",
            "jobs",
            "jobs list",
            "jobs show",
            "jobs watch",
            "jobs cancel",
            "jobs retry",
            "jobs remove",
            "completion",
            "help");

    /** The defaults that a command's help must name. */
    private static final Map<String, List<String>> DEFAULTS = Map.of(
            "summarize", List.of("starter", "auto", "fast", "0.15", "next to the video", "about two frames per second"),
            "score", List.of("starter", "auto", "standard output"),
            "segment", List.of("starter", "auto", "fast", "standard output", "about two frames per second"),
            "features", List.of("starter", "auto", "fast", "about two frames per second"),
            "train",
                    List.of(
                            "validated",
                            "random weights",
                            "100",
                            "never",
                            "0.001",
                            "1e-7",
                            "0, no averaging",
                            "0.2",
                            "123456",
                            "all",
                            "auto"),
            "evaluate", List.of("the protocol of SumMe", "a table", "auto"),
            "model fetch", List.of("where it is published"));

    @TempDir
    Path folder;

    static List<String> commands() {
        return COMMANDS;
    }

    @ParameterizedTest
    @MethodSource("commands")
    void help_ofEveryCommand_hasExamplesToCopyAndNamesDefaults(String command) {
        String[] words = (command + " --help").trim().split(" ");
        Csta.Result result = Csta.in(folder).run(words).succeeded();
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).contains("Usage: csta " + command);
        assertThat(result.out().contains("--quiet"))
                .as("--quiet, which QuietIT tries")
                .isEqualTo(QuietIT.QUIETABLE.contains(command));
        List<String> lines = result.out().lines().toList();
        List<String> examples = lines.stream()
                .dropWhile(line -> !line.startsWith("Example"))
                .skip(1)
                .takeWhile(line -> !line.isEmpty())
                .toList();
        assertThat(examples).isNotEmpty().allMatch(line -> line.startsWith("  csta "));
        String unwrapped = result.out().replaceAll("\\s+", " ");
        for (String value : DEFAULTS.getOrDefault(command, List.of())) {
            assertThat(unwrapped).contains("Default: " + value);
        }
    }

    @Test
    void csta_withoutACommand_printsItsHelp() {
        Csta csta = Csta.in(folder);
        assertThat(csta.run().succeeded().out()).isEqualTo(csta.run("--help").out());
        assertThat(Csta.listing(folder)).isEmpty();
    }

    @Test
    void help_asACommand_isTheSame() {
        Csta csta = Csta.in(folder);
        assertThat(csta.run("help", "summarize").succeeded().out())
                .isEqualTo(csta.run("summarize", "--help").out());
        assertThat(csta.run("help", "sumarize").failed(2).err()).contains("did you mean summarize?");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void output_thatDoesNotArrive_isAFailure() throws Exception {
        Process process = new ProcessBuilder(Program.command(List.of(), List.of("--help")))
                .redirectOutput(new File("/dev/full"))
                .start();
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isEqualTo(1);
        assertThat(err.strip())
                .startsWith("csta: cannot write to standard output")
                .doesNotContain("\n");
    }

    @Test
    void version_isSaid() {
        assertThat(Csta.in(folder).run("--version").succeeded().out().strip()).matches("csta \\d+\\.\\d+\\.\\d+\\S*");
    }
}
