package io.csta.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.csta.model.ModelCard;
import io.csta.model.SelectionDefaults;
import io.csta.selection.SelectionMethod;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Exit statuses and output of commands that load no model. */
class CommandLinesTest {

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "--visibility=perhaps, Invalid value for option '--visibility': unknown value 'perhaps'; use on or off",
                "--selection=best, Invalid value for option '--selection': unknown value 'best'; use published or watchable",
                "--visibility, Missing required parameter for option '--visibility' (on|off)",
                "--no-visibility, Unknown option: '--no-visibility'"
            })
    void summarize_aWrongValue_isOneLineAndStatus2(String option, String line) {
        assertThat(run("summarize", "a.mp4", option)).isEqualTo(2);
        assertThat(err).hasToString("csta: %s (see csta summarize --help)%n".formatted(line));
    }

    @Test
    void show_aModelWithASelection_printsIt() throws IOException {
        ModelCard card = card(new SelectionDefaults(SelectionMethod.WATCHABLE, true, 0.5, 0.1, 0.1));
        Files.writeString(folder.resolve("model.json"), card.text());

        assertThat(run("model", "show", folder.toString())).isZero();
        assertThat(new ObjectMapper().readTree(out.toString()).get("selection"))
                .hasToString(
                        "{\"method\":\"watchable\",\"visibility\":\"on\",\"coverage\":0.5,\"motion\":0.1,\"sharpness\":0.1}");
    }

    @Test
    void show_aModelWithAnUnknownSelection_isOneLineAndStatus1() throws IOException {
        String card = card(SelectionDefaults.PUBLISHED).text().replace("\"published\"", "\"best\"");
        Files.writeString(folder.resolve("model.json"), card);

        assertThat(run("model", "show", folder.toString())).isEqualTo(1);
        assertThat(err.toString())
                .hasLineCount(1)
                .contains("unknown method best in selection; supported: published, watchable; use a newer version");
    }

    private static ModelCard card(SelectionDefaults selection) {
        return new ModelCard(
                ModelCard.SCHEMA,
                "mine",
                Map.of(ModelCard.EXTRACTOR, "googlenet-calibrated-1", ModelCard.SCORER, "csta"),
                Map.of(),
                "nothing",
                "none",
                Optional.empty(),
                Optional.empty(),
                Optional.of(selection),
                Optional.empty());
    }

    private int run(String... arguments) {
        return CommandLines.create()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }
}
