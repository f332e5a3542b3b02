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
import org.junit.jupiter.params.provider.ValueSource;

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
                "--no-visibility, Unknown option: '--no-visibility'; did you mean --visibility?",
                "--rato, Unknown option: '--rato'; did you mean --ratio?",
                "--colour, Unknown option: '--colour'",
            })
    void summarize_aWrongValue_isOneLineAndStatus2(String option, String line) {
        assertThat(run("summarize", "a.mp4", option)).isEqualTo(2);
        assertThat(err).hasToString("csta: %s (see csta summarize --help)%n".formatted(line));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    sumarize a.mp4            | unknown command 'sumarize'; did you mean summarize? (see csta --help)
                    dance                     | unknown command 'dance' (see csta --help)
                    jobs remov                | unknown command 'remov'; did you mean remove? (see csta jobs --help)
                    help modle                | unknown command 'modle'; did you mean model? (see csta --help)
                    help model imprt          | unknown command 'imprt'; did you mean import? (see csta model --help)
                    doctor all                | unexpected argument 'all'; quote names that contain spaces (see csta doctor --help)
                    completion fish           | unknown value 'fish'; use bash or zsh (see csta completion --help)
                    inspect http://a.b/c.pt   | http://a.b/c.pt is a URL, but csta reads and writes only local files; download it first, and specify the file (see csta inspect --help)
                    summarize a ftp://a.b/c   | ftp://a.b/c is a URL, but csta reads and writes only local files; download it first, and specify the file (see csta summarize --help)
                    summarize https://a.b/c   | https://a.b/c is a URL, but csta reads and writes only local files; download it first, and specify the file (see csta summarize --help)
                    summarize a -o s3://b/    | Invalid value for option '--output': s3://b/ is a URL, but csta reads and writes only local files; download it first, and specify the file (see csta summarize --help)
                    jobs list --limit some    | Invalid value for option '--limit': 'some' is not an integer (see csta jobs list --help)
                    train --learning-rate 1%  | Invalid value for option '--learning-rate': '1%' is not a number (see csta train --help)
                    train --protocol best     | Invalid value for option '--protocol': unknown value 'best'; use validated or published (see csta train --help)
                    evaluate --baseline me    | Invalid value for option '--baseline': unknown value 'me'; use human or random (see csta evaluate --help)
                    """)
    void misuse_isOneLineThatSaysWhatWasProbablyMeant(String arguments, String line) {
        assertThat(run(arguments.split(" "))).isEqualTo(2);
        assertThat(err).hasToString("csta: %s%n".formatted(line));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "summarize", "model", "model import"})
    void help_ofACommand_isThatOfItsOption(String command) {
        assertThat(run(("help " + command).trim().split(" "))).isZero();
        String help = out.toString();
        out.getBuffer().setLength(0);
        assertThat(run((command + " --help").trim().split(" "))).isZero();
        assertThat(help).isEqualTo(out.toString()).contains("Usage: csta " + command);
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
