package io.csta.starter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.csta.CancelledException;
import io.csta.model.ModelCard;
import io.csta.model.ModelStore;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StarterTest {

    private static final long MOST_BYTES = 30_000_000;

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /**
     * Builds the model.
     *
     * @param stop the output on which to interrupt it; empty to let it finish
     */
    private Path run(Path where, String stop) throws IOException {
        PrintStream output = new PrintStream(
                new FilterOutputStream(out) {
                    @Override
                    public void write(byte[] bytes, int from, int length) throws IOException {
                        super.write(bytes, from, length);
                        if (!stop.isEmpty() && new String(bytes, from, length, UTF_8).contains(stop)) {
                            Thread.currentThread().interrupt();
                        }
                    }
                },
                true,
                UTF_8);
        return new Starter(Plan.SMOKE, where, new Deadline(Duration.ofHours(1)), output).run();
    }

    @Test
    @Tag("slow")
    void run_toItsEnd_makesAModel() throws IOException {
        Path bundle = run(folder.resolve("whole"), "");
        assertThat(output())
                .contains(
                        "rendered",
                        "extracted features of",
                        "epoch",
                        "held-out-001 tau",
                        "cuts by full",
                        "tau of scores and truth")
                .contains("at least 0.45");
        assertComplete(bundle);
    }

    @Test
    @Tag("slow")
    void run_stoppedInEveryStage_goesOn_andMakesTheModelOfARunThatWasNot() throws IOException {
        Path stopped = folder.resolve("stopped");
        for (String stop : List.of("rendered", "extracted features of", "epoch", "held-out-001 tau")) {
            Throwable thrown = catchThrowable(() -> run(stopped, stop));
            Thread.interrupted();
            assertThat(thrown).as("%s: %s", stop, output()).isInstanceOf(CancelledException.class);
            assertThat(output()).contains(stop);
        }
        out.reset();
        Path bundle = run(stopped, "");
        assertThat(output())
                .doesNotContain("rendered", "extracted features of", "epoch")
                .contains("held-out-001 tau", "cuts by full", "tau of scores and truth", "at least 0.45");

        assertComplete(bundle);
        assertThat(run(folder.resolve("whole"), "").resolve("scorer.safetensors"))
                .hasSameBinaryContentAs(bundle.resolve("scorer.safetensors"));
    }

    private void assertComplete(Path bundle) throws IOException {
        ModelCard card = ModelStore.in(folder).card(bundle.toString());
        assertThat(card.name()).isEqualTo("starter");
        assertThat(card.limits()).isPresent();
        ModelCard.Training training = card.training().orElseThrow();
        assertThat(training.metrics())
                .containsKeys("tau", "f1_of_cuts_fast", "f1_of_cuts_full", "important_share", "empty_share_random");
        assertThat(training.run()).containsKeys("command", "seeds of films", "dataset", "training seconds");
        assertThat(Files.size(bundle.resolve("scorer.safetensors"))).isLessThan(MOST_BYTES);
    }

    @Test
    void run_withoutTime_doesNothing_andInAFolderOfAnotherPlan_isRefused() throws IOException {
        Deadline over = new Deadline(Duration.ZERO);
        PrintStream output = new PrintStream(out, true, UTF_8);
        assertThatThrownBy(() -> new Starter(Plan.SMOKE, folder, over, output).run())
                .isInstanceOf(CancelledException.class)
                .hasMessageContaining("run the same command again");
        assertThatThrownBy(() -> new Starter(Plan.FULL, folder, over, output).run())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("choose another folder");
        assertThat(output()).isEmpty();
    }

    private String output() {
        return out.toString(UTF_8);
    }
}
