package io.csta.starter;

import static org.assertj.core.api.Assertions.assertThat;

import io.csta.model.ModelStore;
import io.csta.model.SummaryModel;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the built-in model on a film like those of the trial, but smaller: one of the trial would take minutes. */
class InTheBoxTest {

    private static final long SEED = 31;
    private static final int FPS = 5;

    @TempDir
    private Path folder;

    @Test
    void trial_ofAFilmOfOtherPlaces_findsItsCuts_andWhatHappensInIt() throws IOException {
        Screenplay screenplay = Screenplay.of("film", Cast.HELD_OUT, SEED, FPS, 90, 100);
        Film.write(screenplay, screenplay.file(folder));
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        try (SummaryModel model = ModelStore.in(folder).load(ModelStore.DEFAULT, "cpu")) {
            Trial trial = new Trial(model, folder.resolve("trial"), new Deadline(Duration.ofHours(1)), nowhere);
            Trial.Result result = trial.of(List.of(screenplay), folder);

            assertThat(result.tau()).isGreaterThan(0.3);
            assertThat(result.cuts()).isGreaterThan(0.85);
            assertThat(result.summary().important())
                    .isGreaterThan(result.uniform().important())
                    .isGreaterThan(result.random().important());
            assertThat(result.summary().empty()).isLessThan(0.05);
        }
    }
}
