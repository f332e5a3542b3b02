package io.csta.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The completion script in bash, which does not need a terminal for it. */
@DisabledOnOs(OS.WINDOWS)
class CompletionIT {

    @TempDir
    static Path folder;

    @BeforeAll
    static void write() throws Exception {
        Files.writeString(
                folder.resolve("csta.sh"),
                Csta.in(folder).run("completion", "bash").succeeded().out());
        Files.createFile(folder.resolve("holiday.mp4"));
    }

    @ParameterizedTest
    @CsvSource({
        "summ, summarize",
        "summarize --rat, --ratio",
        "summarize --dry, --dry-run",
        "summarize --segmentation f, fast full",
        "summarize hol, holiday.mp4",
        "jobs wat, watch",
        "model imp, import",
        "summarize --visibility o, on off",
        "train --protocol v, validated",
        "completion z, zsh",
        "help summ, summarize",
    })
    void word_thatBegins_isCompleted(String line, String words) throws Exception {
        String script =
                """
                source csta.sh
                COMP_WORDS=(csta "$@")
                COMP_CWORD=$#
                COMP_LINE="csta $*"
                COMP_POINT=${#COMP_LINE}
                _complete_csta
                echo "${COMPREPLY[@]}"
                """;
        ProcessBuilder bash = new ProcessBuilder("bash", "-c", script, "bash");
        bash.command().addAll(List.of(line.split(" ")));
        Process process = bash.directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD) // compopt complains outside of an interactive shell
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(output.strip().split("\\s+")).containsExactlyInAnyOrder(words.split(" "));
    }

    @Test
    void zsh_hasTheSameScript_whichRecognizesIt() throws Exception {
        assertThat(Csta.in(folder).run("completion", "zsh").succeeded().out())
                .isEqualTo(Files.readString(folder.resolve("csta.sh")))
                .contains("ZSH_VERSION");
    }
}
