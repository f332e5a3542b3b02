package io.csta.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csta.CancelledException;
import io.csta.dataset.Dataset;
import io.csta.dataset.Splits;
import io.csta.testing.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerTest {

    private static final Path DATASET = Golden.path("mini_summe.h5");
    private static final TrainingOptions TWO_EPOCHS = options(2, TrainingProtocol.VALIDATED, OptionalInt.empty());

    @TempDir
    Path folder;

    private static TrainingOptions options(int epochs, TrainingProtocol protocol, OptionalInt patience) {
        TrainingOptions defaults = TrainingOptions.DEFAULTS;
        return new TrainingOptions(
                defaults.network(),
                protocol,
                epochs,
                defaults.learningRate(),
                defaults.weightDecay(),
                defaults.seed(),
                defaults.validationShare(),
                patience,
                Optional.empty());
    }

    private static TrainingReport train(Path folder, TrainingOptions options, TrainingListener listener) {
        return train(folder, options, listener, List.of());
    }

    private static TrainingReport train(
            Path folder, TrainingOptions options, TrainingListener listener, List<Integer> splits) {
        try (Dataset dataset = Dataset.open(DATASET)) {
            Splits both = Splits.read(Golden.path("mini_summe_splits.txt"));
            return new Trainer(dataset, both, Optional.empty(), options, "cpu").train(folder, splits, false, listener);
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void train_allSplits_leavesWeightsCurvesAndAReport() throws IOException {
        List<Epoch> heard = new ArrayList<>();
        TrainingReport report = train(folder, TWO_EPOCHS, new TrainingListener() {
            @Override
            public void epoch(int split, Epoch epoch) {
                heard.add(epoch);
            }
        });

        assertThat(names(folder))
                .containsExactly(
                        "report.json",
                        "run.json",
                        "split1.csv",
                        "split1.json",
                        "split1.safetensors",
                        "split1.svg",
                        "split2.csv",
                        "split2.json",
                        "split2.safetensors",
                        "split2.svg");
        assertThat(heard).extracting(Epoch::number).containsExactly(1, 2, 1, 2);
        assertThat(heard).allMatch(epoch -> epoch.loss() > 0 && epoch.loss() < 1);
        assertThat(report.splits()).extracting(TrainedSplit::number).containsExactly(1, 2);
        assertThat(report.splits()).allMatch(split -> !split.test().videos().isEmpty());
        assertThat(Files.readAllLines(folder.resolve("split2.csv")))
                .hasSize(3)
                .first()
                .isEqualTo("epoch,loss,tau,rho,seconds");

        TrainingReport again = train(folder, TWO_EPOCHS, new TrainingListener() {
            @Override
            public void step(TrainingProgress progress) {
                throw new AssertionError("what is done is not done again");
            }
        });
        assertThat(again).isEqualTo(report);
    }

    /** What a kill leaves, at a moment of its own in each of several processes. */
    @Test
    void train_interruptedAndGoneOnWith_givesTheSameBits() throws IOException {
        Path whole = folder.resolve("whole");
        Path inPieces = folder.resolve("pieces");
        train(whole, TWO_EPOCHS, TrainingListener.NONE, List.of(1));

        int[] steps = {0};
        TrainingListener cutting = new TrainingListener() {
            @Override
            public void step(TrainingProgress progress) {
                if (progress.epoch() == 2 && steps[0]++ == 1) {
                    throw new CancelledException("cut off");
                }
            }
        };
        assertThatThrownBy(() -> train(inPieces, TWO_EPOCHS, cutting, List.of(1)))
                .isInstanceOf(CancelledException.class);
        assertThat(names(inPieces)).contains("split1.state").doesNotContain("split1.json");
        List<Integer> epochs = new ArrayList<>();
        train(
                inPieces,
                TWO_EPOCHS,
                new TrainingListener() {
                    @Override
                    public void epoch(int split, Epoch epoch) {
                        epochs.add(epoch.number());
                    }
                },
                List.of(1));

        assertThat(epochs).containsExactly(2);
        assertThat(inPieces.resolve("split1.safetensors")).hasSameBinaryContentAs(whole.resolve("split1.safetensors"));
    }
}
