package io.csta.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csta.arithmetic.WrongArithmeticException;
import io.csta.dataset.Dataset;
import io.csta.dataset.Splits;
import io.csta.nn.Faults;
import io.csta.nn.csta.CstaOptions;
import io.csta.testing.Golden;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training on a processor where PyTorch computes convolutions incorrectly. */
class TrainingRemedyTest {

    private static final TrainingOptions OPTIONS = new TrainingOptions(
            CstaOptions.published(),
            TrainingProtocol.PUBLISHED,
            1,
            1e-3,
            1e-7,
            0,
            1,
            0.5,
            OptionalInt.empty(),
            Optional.empty());

    @TempDir
    private Path folder;

    private final List<String> notes = new ArrayList<>();

    private void train(Path run) {
        try (Dataset dataset = Dataset.open(Golden.path("mini_summe.h5"))) {
            Splits splits = Splits.read(Golden.path("mini_summe_splits.txt"));
            new Trainer(dataset, splits, Optional.empty(), OPTIONS, "cpu")
                    .train(run, List.of(1), false, new TrainingListener() {
                        @Override
                        public void note(String line) {
                            notes.add(line);
                        }
                    });
        }
    }

    @Test
    void train_whereOneSettingIsWrong_usesTheNext_saysSo_andTheRunKeepsIt() {
        Path run = folder.resolve("run");
        try (Faults faults = Faults.in(folder.resolve("verdicts"), "default")) {
            assertThat(faults).isNotNull();
            train(run);
            assertThat(notes).singleElement().asString().contains("Test processor", "padded", "slower");
        }
        // With another setting, a resumed run would not have the same bits.
        assertThatThrownBy(() -> train(run))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("convolutions");
    }

    @Test
    void train_whereNothingIsRight_isRefused_andLeavesNothing() {
        Path run = folder.resolve("run");
        try (Faults faults = Faults.in(
                folder.resolve("verdicts"), "default", "with channels padded to multiples of 16", "without oneDNN")) {
            assertThat(faults).isNotNull();
            assertThatThrownBy(() -> train(run)).isInstanceOf(WrongArithmeticException.class);
        }
        assertThat(run).doesNotExist();
    }

    @Test
    void train_whereAllIsRight_saysNothing() {
        train(folder.resolve("run"));
        assertThat(notes).isEmpty();
    }
}
