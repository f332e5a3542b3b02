package io.csta.starter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csta.CancelledException;
import io.csta.model.ModelCard;
import io.csta.model.ModelStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StarterTest {

    private static final long MOST_BYTES = 30L << 20;

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private Path run(Duration time) throws IOException {
        return new Starter(Plan.SMOKE, folder, new Deadline(time), new PrintStream(out, true, StandardCharsets.UTF_8))
                .run();
    }

    @Test
    void run_stopsWhenTimeIsUp_goesOn_andMakesAModelThatWasTried() throws IOException {
        assertThatThrownBy(() -> run(Duration.ZERO))
                .isInstanceOf(CancelledException.class)
                .hasMessageContaining("the same command goes on");

        Path bundle = run(Duration.ofHours(1));

        ModelCard card = ModelStore.in(folder).card(bundle.toString());
        assertThat(card.name()).isEqualTo("starter");
        assertThat(card.training().orElseThrow().metrics())
                .containsKeys("tau", "f1_of_cuts_fast", "f1_of_cuts_full", "important_share", "empty_share_random");
        assertThat(Files.size(bundle.resolve("scorer.safetensors"))).isLessThan(MOST_BYTES);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("filmed ", "looked at ", "epoch 2: loss ", "held-out-001 tau ", "mean  ");

        out.reset();
        assertThat(run(Duration.ZERO)).isEqualTo(bundle);
        assertThat(out.toString(StandardCharsets.UTF_8)).doesNotContain("filmed ", "epoch ");
    }
}
