package io.csta.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csta.selection.SelectionMethod;
import io.csta.summary.SegmentationMode;
import io.csta.summary.SummaryOption;
import io.csta.summary.SummaryOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

class DeclaredOptionsTest {

    private static final Path PAGE = Path.of("..", "docs", "command-line.md");

    @Command
    static final class All {
        @Mixin
        private final DeclaredOptions options = new DeclaredOptions(SummaryOption.ALL);
    }

    @Test
    void options_asGiven_haveTheirValues() {
        assertThat(parsed(
                        "--length=1m30s", "--sample-every", "5", "--segmentation", "FULL", "--no-audio", "--overwrite"))
                .isEqualTo(SummaryOptions.DEFAULTS
                        .with(SummaryOption.LENGTH, 90)
                        .with(SummaryOption.SAMPLE_EVERY, 5)
                        .with(SummaryOption.SEGMENTATION, SegmentationMode.FULL)
                        .with(SummaryOption.AUDIO, false)
                        .with(SummaryOption.OVERWRITE, true));
        assertThat(parsed("--no-audio=false", "--overwrite=false"))
                .extracting(SummaryOptions::audio, SummaryOptions::overwrite)
                .containsExactly(true, false);
        assertThat(parsed()).isEqualTo(SummaryOptions.DEFAULTS);
    }

    @Test
    void optionWithOnAndOff_takesAValue() {
        assertThat(parsed("--visibility", "off", "--selection", "published"))
                .isEqualTo(SummaryOptions.DEFAULTS.withVisibility(false).withSelection(SelectionMethod.PUBLISHED));
        assertThat(parsed("--visibility=On", "--selection=Watchable"))
                .isEqualTo(SummaryOptions.DEFAULTS.withVisibility(true).withSelection(SelectionMethod.WATCHABLE));
        assertThat(new CommandLine(new All()).setUsageHelpWidth(500).getUsageMessage())
                .contains("--visibility=on|off")
                .contains("--selection=published|watchable")
                .contains("Default: as the model's card says.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--ratio=2       | Invalid value for option '--ratio': ratio 2.0 is out of range; use a number above 0 and at most 1, or a percentage such as 15%",
                "--length=soon   | Invalid value for option '--length': 'soon' is not a duration; write 30s, 2m, 1m30s, 1:30, 1h, or a number of seconds",
                "--engine=steam  | Invalid value for option '--engine': unknown value 'steam'; use onnxruntime or pytorch",
                "--device=abacus | Invalid value for option '--device': unknown device abacus; use auto, cpu, gpu0, gpu1, …"
            })
    void option_thatIsInvalid_isNamed(String argument, String message) {
        assertThatThrownBy(() -> parsed(argument))
                .isInstanceOf(ParameterException.class)
                .hasMessage(message);
    }

    @Test
    void options_ofWhichOnlyOneApplies_excludeEachOther() {
        assertThatThrownBy(() -> parsed("--ratio=0.1", "--length=30s"))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("mutually exclusive");
        assertThat(new CommandLine(new All()).setUsageHelpWidth(500).getUsageMessage())
                .contains("[--ratio=PART | --length=TIME]");
    }

    @Test
    void help_namesOptionsAsTheyAreHere_andDefaults() {
        String help = new CommandLine(new All()).setUsageHelpWidth(500).getUsageMessage();
        assertThat(help)
                .contains("Mutually exclusive with --length. Default: 0.15.")
                .contains("fast uses the sampled frames")
                .contains("Default: auto.")
                .doesNotContain("`");
    }

    @Test
    void optionsOfSummarize_areOnThePage() throws IOException {
        String page = Files.readString(PAGE);
        assertThat(CommandLines.create()
                        .getSubcommands()
                        .get("summarize")
                        .getCommandSpec()
                        .options())
                .hasSizeGreaterThan(10)
                .allSatisfy(option -> assertThat(option.names()).anyMatch(page::contains));
    }

    private static SummaryOptions parsed(String... arguments) {
        All command = new All();
        new CommandLine(command).parseArgs(arguments);
        return command.options.values();
    }
}
