package io.csta.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.csta.CancelledException;
import io.csta.CstaException;
import io.csta.OutputException;
import io.csta.checkpoint.Checkpoint;
import io.csta.checkpoint.Tensor;
import io.csta.dataset.Annotations;
import io.csta.dataset.Dataset;
import io.csta.dataset.Splits;
import io.csta.evaluation.CheckpointPattern;
import io.csta.evaluation.EvaluationListener;
import io.csta.evaluation.Evaluator;
import io.csta.model.ModelCard;
import io.csta.model.ModelStore;
import io.csta.model.SummaryModel;
import io.csta.nn.csta.CstaOptions;
import io.csta.nn.engine.Device;
import io.csta.nn.engine.Engine;
import io.csta.nn.layer.ModelMismatchException;
import io.csta.scoring.FrameScorer;
import io.csta.testing.EventFiles;
import io.csta.testing.EventFiles.Scalar;
import io.csta.testing.Golden;
import io.csta.testing.PublishedCheckpoints;
import io.csta.testing.Svg;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerTest {

    private static final Path DATASET = Golden.path("mini_summe.h5");
    private static final Path SPLITS = Golden.path("mini_summe_splits.txt");

    /** A substitute for the published network in tests that do not depend on what is trained. */
    private static final CstaOptions SMALL = CstaOptions.of("cnn=resnet 18");

    private static final TrainingOptions ONCE_AS_PUBLISHED = options(
            CstaOptions.published(),
            1,
            TrainingOptions.DEFAULTS.averaging(),
            TrainingProtocol.PUBLISHED,
            OptionalInt.empty());
    private static final TrainingOptions TWO_EPOCHS = options(2, TrainingProtocol.VALIDATED, OptionalInt.empty());

    @TempDir
    Path folder;

    private static TrainingOptions options(int epochs, TrainingProtocol protocol, OptionalInt patience) {
        return options(SMALL, epochs, TrainingOptions.DEFAULTS.averaging(), protocol, patience);
    }

    private static TrainingOptions options(
            CstaOptions network, int epochs, double averaging, TrainingProtocol protocol, OptionalInt patience) {
        TrainingOptions defaults = TrainingOptions.DEFAULTS;
        return new TrainingOptions(
                network,
                protocol,
                epochs,
                defaults.learningRate(),
                defaults.weightDecay(),
                averaging,
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
            return new Trainer(dataset, Splits.read(SPLITS), Optional.empty(), options, "cpu")
                    .train(folder, splits, false, listener);
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
                        ".lock",
                        "report.json",
                        "run.json",
                        "split1.csv",
                        "split1.json",
                        "split1.safetensors",
                        "split1.scores.json",
                        "split1.state",
                        "split1.svg",
                        "split2.csv",
                        "split2.json",
                        "split2.safetensors",
                        "split2.scores.json",
                        "split2.state",
                        "split2.svg");
        JsonNode json =
                new ObjectMapper().readTree(folder.resolve("report.json").toFile());
        assertThat(json.path("protocol").asText()).isEqualTo("summe");
        assertThat(json.path("training_protocol").asText()).isEqualTo("validated");
        assertThat(json.path("splits")).hasSize(2).allSatisfy(split -> {
            assertThat(split.path("tau").isNumber()).isTrue();
            assertThat(split.path("videos")).isNotEmpty();
            assertThat(split.at("/best/spread").asDouble()).isPositive();
            assertThat(split.at("/best/constant").asBoolean(true)).isFalse();
        });
        assertThat(json.at("/splits/1/split").asInt()).isEqualTo(2);
        assertThat(json.at("/overall/f1").isNumber()).isTrue();
        assertThat(heard).extracting(Epoch::number).containsExactly(1, 2, 1, 2);
        assertThat(heard).allMatch(epoch -> epoch.loss() > 0 && epoch.loss() < 1);
        assertThat(report.splits()).extracting(TrainedSplit::number).containsExactly(1, 2);
        assertThat(report.splits()).allMatch(split -> !split.test().videos().isEmpty());
        assertThat(Files.readAllLines(folder.resolve("split2.csv")))
                .hasSize(3)
                .first()
                .isEqualTo("epoch,loss,error,tau,rho,seconds,f1,spread");

        TrainingReport again = train(folder, TWO_EPOCHS, new TrainingListener() {
            @Override
            public void step(TrainingProgress progress) {
                throw new AssertionError("what is done is not done again");
            }
        });
        assertThat(again).isEqualTo(report);
    }

    @Test
    void writeModel_afterTraining_isTheBestSplitWithItsHistory_andGoesWithTheRun() throws IOException {
        Path run = folder.resolve("run");
        try (Dataset dataset = Dataset.open(DATASET)) {
            Trainer trainer = new Trainer(dataset, Splits.read(SPLITS), Optional.empty(), ONCE_AS_PUBLISHED, "cpu");
            TrainingReport report = trainer.train(run, List.of(1), false, TrainingListener.NONE);
            Path bundle = trainer.writeModel(run, report, ModelStore.in(folder).extractor(ModelStore.DEFAULT));

            ModelCard card = ModelStore.in(folder).card(bundle.toString());
            TrainedSplit best = report.best();
            ModelCard.Training training = card.training().orElseThrow();
            assertThat(card.trainedOn()).isEqualTo("split %d of mini_summe.h5: 4 videos", best.number());
            assertThat(training.split()).isEqualTo(best.number());
            assertThat(training.epoch()).isEqualTo(1);
            assertThat(training.run())
                    .containsEntry("seed", "123456")
                    .hasEntrySatisfying("dataset", hash -> assertThat(hash).matches("sha256:[0-9a-f]{64}"));
            assertThat(training.run()).containsKeys("csta", "pytorch", "java", "threads");
            assertThat(training.metrics())
                    .containsEntry(
                            "tau",
                            best.test().mean().correlation().orElseThrow().tau())
                    .containsKeys("rho", "f1");
            float[][] features = dataset.video("video_1").features();
            try (FrameScorer weights = FrameScorer.of(run.resolve(best.weights()), Device.cpu());
                    SummaryModel model = ModelStore.in(folder).load(bundle.toString(), "cpu")) {
                assertThat(model.scorer().score(features)).isEqualTo(weights.score(features));
            }
            trainer.train(run, List.of(1), true, TrainingListener.NONE);
            assertThat(bundle).doesNotExist();
        }
    }

    @Test
    @Tag("slow")
    void train_interruptedAndGoneOnWith_givesTheSameBits_onAnotherThread() throws Exception {
        assertSameBitsInPieces(SMALL);
    }

    @Test
    @Tag("slow")
    void train_thePublishedNetworkInPieces_givesTheSameBits_onAnotherThread() throws Exception {
        assertSameBitsInPieces(CstaOptions.published());
    }

    private void assertSameBitsInPieces(CstaOptions network) throws Exception {
        TrainingOptions fourAveraged = options(network, 4, 0.9, TrainingProtocol.VALIDATED, OptionalInt.empty());
        Path whole = folder.resolve("whole");
        Path inPieces = folder.resolve("pieces");
        List<Epoch> undisturbed = new ArrayList<>();
        Map<String, Tensor> ofTheWhole = new LinkedHashMap<>();
        train(whole, fourAveraged, collecting(undisturbed, whole, ofTheWhole), List.of(1));

        List<Epoch> pieces = new ArrayList<>();
        ExecutorService elsewhere = Executors.newSingleThreadExecutor();
        try {
            TrainingListener cutting = new TrainingListener() {
                @Override
                public void epoch(int split, Epoch epoch) {
                    pieces.add(epoch);
                }

                @Override
                public void step(TrainingProgress progress) {
                    if (progress.epoch() == 2 && pieces.size() == 1 && progress.fraction() > 0.3) {
                        throw new CancelledException("cut off");
                    }
                }
            };
            assertThatThrownBy(() -> elsewhere
                            .submit(() -> train(inPieces, fourAveraged, cutting, List.of(1)))
                            .get())
                    .hasCauseInstanceOf(CancelledException.class);
        } finally {
            elsewhere.shutdown();
        }
        assertThat(pieces).hasSize(1);
        assertThat(names(inPieces)).contains("split1.state").doesNotContain("split1.json");
        Map<String, Tensor> ofThePieces = new LinkedHashMap<>();
        train(inPieces, fourAveraged, collecting(pieces, inPieces, ofThePieces), List.of(1));

        assertThat(pieces).hasSize(4);
        for (int i = 0; i < 4; i++) {
            assertThat(pieces.get(i).loss())
                    .as("epoch %d", i + 1)
                    .isEqualTo(undisturbed.get(i).loss());
            assertThat(pieces.get(i).agreement()).isEqualTo(undisturbed.get(i).agreement());
        }
        assertThat(ofThePieces).isNotEmpty().isEqualTo(ofTheWhole);
        assertThat(inPieces.resolve("split1.safetensors")).hasSameBinaryContentAs(whole.resolve("split1.safetensors"));
    }

    @Test
    void train_withMoreEpochs_continuesACompleteRun_asIfItHadBeenPlannedSo() throws IOException {
        Path whole = folder.resolve("whole");
        Path extended = folder.resolve("extended");
        TrainingOptions three = options(3, TrainingProtocol.VALIDATED, OptionalInt.empty());
        train(whole, three, TrainingListener.NONE, List.of(1));
        train(extended, TWO_EPOCHS, TrainingListener.NONE, List.of(1));
        List<Epoch> heard = new ArrayList<>();
        TrainingReport report = train(
                extended,
                three,
                new TrainingListener() {
                    @Override
                    public void epoch(int split, Epoch epoch) {
                        heard.add(epoch);
                    }
                },
                List.of(1));

        assertThat(heard).extracting(Epoch::number).containsExactly(3);
        assertThat(report.splits()).singleElement().satisfies(split -> assertThat(split.epochs())
                .isEqualTo(3));
        assertThat(extended.resolve("split1.safetensors")).hasSameBinaryContentAs(whole.resolve("split1.safetensors"));
        assertThatThrownBy(() -> train(extended, TWO_EPOCHS, TrainingListener.NONE, List.of(1)))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("with epochs=3 instead of 2");
    }

    @Test
    void train_extendingARunWithoutItsState_saysSo() throws IOException {
        train(folder, TWO_EPOCHS, TrainingListener.NONE, List.of(1));
        Files.delete(folder.resolve("split1.state"));
        assertThat(train(folder, TWO_EPOCHS, TrainingListener.NONE, List.of(1)).splits())
                .hasSize(1);
        TrainingOptions three = options(3, TrainingProtocol.VALIDATED, OptionalInt.empty());
        assertThatThrownBy(() -> train(folder, three, TrainingListener.NONE, List.of(1)))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("cannot be extended to 3 epochs");
        assertThat(train(folder, TWO_EPOCHS, TrainingListener.NONE, List.of(1)).splits())
                .as("the run is as it was")
                .hasSize(1);
    }

    @Test
    void train_anExtensionThatIsInterrupted_leavesNoResultsOfOtherWeights() throws IOException {
        train(folder, TWO_EPOCHS, TrainingListener.NONE, List.of(1));
        TrainingOptions four = options(4, TrainingProtocol.VALIDATED, OptionalInt.empty());
        TrainingListener cutting = new TrainingListener() {
            @Override
            public void epoch(int split, Epoch epoch) {
                throw new CancelledException("cut off");
            }
        };
        assertThatThrownBy(() -> train(folder, four, cutting, List.of(1))).isInstanceOf(CancelledException.class);
        assertThat(names(folder))
                .contains("split1.state")
                .doesNotContain("split1.json", "split1.scores.json", "report.json");

        TrainingReport report = train(folder, four, TrainingListener.NONE, List.of(1));
        assertThat(report.splits()).singleElement().satisfies(split -> assertThat(split.epochs())
                .isEqualTo(4));
    }

    private static TrainingReport trainWithEvents(
            Path folder, Path events, TrainingOptions options, boolean overwrite, TrainingListener listener) {
        try (Dataset dataset = Dataset.open(DATASET)) {
            return new Trainer(dataset, Splits.read(SPLITS), Optional.empty(), options, "cpu")
                    .train(folder, List.of(1), overwrite, listener, Optional.of(events));
        }
    }

    private static List<Scalar> events(Path events) throws IOException {
        return EventFiles.read(events.resolve("seed-123456/split1/events.out.tfevents.csta"));
    }

    @Test
    void train_withEvents_givesTheSameSeries_whetherInterruptedExtendedOrAddedLater() throws IOException {
        Path run = folder.resolve("run");
        Path live = folder.resolve("live");
        TrainingListener cutting = new TrainingListener() {
            @Override
            public void epoch(int split, Epoch epoch) {
                throw new CancelledException("cut off");
            }
        };
        TrainingOptions once = options(1, TrainingProtocol.VALIDATED, OptionalInt.empty());
        assertThatThrownBy(() -> trainWithEvents(run, live, once, false, cutting))
                .isInstanceOf(CancelledException.class);
        trainWithEvents(run, live, once, false, TrainingListener.NONE);
        assertThat(events(live)).extracting(Scalar::step).containsOnly(1L);
        TrainingReport report = trainWithEvents(run, live, TWO_EPOCHS, false, TrainingListener.NONE);

        List<Scalar> series = events(live);
        assertThat(series).doesNotHaveDuplicates().hasSize(2 * 7);
        assertThat(series.subList(7, 14))
                .extracting(Scalar::tag)
                .containsExactly("loss", "error", "tau", "rho", "f1", "spread", "learning_rate");
        Epoch best = report.splits().get(0).best();
        assertThat(series)
                .contains(
                        new Scalar(best.number(), "loss", (float) best.loss()),
                        new Scalar(best.number(), "tau", (float) best.tau()),
                        new Scalar(2, "learning_rate", 0.001f));

        Path later = folder.resolve("later");
        trainWithEvents(run, later, TWO_EPOCHS, false, TrainingListener.NONE);
        assertThat(events(later)).isEqualTo(series);

        Path whole = folder.resolve("whole");
        trainWithEvents(folder.resolve("other"), whole, TWO_EPOCHS, false, TrainingListener.NONE);
        assertThat(events(whole)).isEqualTo(series);

        assertThatThrownBy(() -> trainWithEvents(folder.resolve("third"), live, TWO_EPOCHS, false, cutting))
                .isInstanceOf(OutputException.class)
                .hasMessageContaining("contains another run");
        assertThat(events(live)).isEqualTo(series);
        assertThatThrownBy(() -> trainWithEvents(folder.resolve("third"), live, TWO_EPOCHS, true, cutting))
                .isInstanceOf(CancelledException.class);
        assertThat(events(live)).as("after the first epoch").isEqualTo(series.subList(0, 7));
    }

    @Test
    void train_withEventsAfterTheStateWasRemoved_saysThatTheyAreMissing() throws IOException {
        TrainingOptions once = options(1, TrainingProtocol.VALIDATED, OptionalInt.empty());
        train(folder, once, TrainingListener.NONE, List.of(1));
        Files.delete(folder.resolve("split1.state"));
        List<String> notes = new ArrayList<>();
        trainWithEvents(folder, folder.resolve("events"), once, false, new TrainingListener() {
            @Override
            public void note(String line) {
                notes.add(line);
            }
        });
        assertThat(notes)
                .containsExactly(
                        "split 1 is complete, but its state, split1.state, is missing, so its events are not written");
        try (Stream<Path> made = Files.walk(folder.resolve("events"))) {
            assertThat(made.filter(Files::isRegularFile)).isEmpty();
        }
    }

    @Test
    void writePlots_afterTraining_showsTheScoresOfTheTestVideos_andGoesWithThem() throws Exception {
        Path run = folder.resolve("run");
        TrainingOptions once = options(1, TrainingProtocol.VALIDATED, OptionalInt.empty());
        Path plot = run.resolve("plots/split1.video_5.svg");
        try (Dataset dataset = Dataset.open(DATASET)) {
            Trainer trainer = new Trainer(dataset, Splits.read(SPLITS), Optional.empty(), once, "cpu");
            TrainingReport report = trainer.train(run, List.of(1), false, TrainingListener.NONE);
            assertThat(trainer.writePlots(run, report)).isEqualTo(run.resolve("plots"));

            assertThat(names(run.resolve("plots"))).containsExactly("split1.video_5.svg");
            Svg svg = Svg.parse(Files.readString(plot));
            assertThat(svg.texts())
                    .anyMatch(text -> text.startsWith("video_5"))
                    .anyMatch(text -> text.startsWith("split 1, protocol of SumMe: Kendall's tau "));

            Path scores = run.resolve("split1.scores.json");
            byte[] saved = Files.readAllBytes(scores);
            for (String damaged : List.of("{", "{}", "{\"video_5\":{\"scores\":[1,2]}}")) {
                Files.writeString(scores, damaged);
                assertThatThrownBy(() -> trainer.writePlots(run, report))
                        .isInstanceOf(TrainingException.class)
                        .hasMessageContaining("split1.scores.json is missing or damaged; remove")
                        .hasMessageContaining("split1.json to create it again");
            }
            Files.write(scores, saved);
        }
        train(run, TWO_EPOCHS, TrainingListener.NONE, List.of(1));
        assertThat(plot).as("it does not show the new scores").doesNotExist();
        Files.writeString(run.resolve("plots/mine.txt"), "mine");
        Files.writeString(run.resolve("plots/.split1.video_5.svg.abc.part"), "<svg");
        assertThatThrownBy(() -> trainWithEvents(run, folder.resolve("events"), once, true, new TrainingListener() {
                    @Override
                    public void step(TrainingProgress progress) {
                        throw new CancelledException("enough");
                    }
                }))
                .isInstanceOf(CancelledException.class);
        assertThat(names(run.resolve("plots"))).containsExactly("mine.txt");
    }

    /** Scores that are all 0 would have no spread. */
    @Test
    void train_fromRandomWeights_startsWithScoresThatDiffer() {
        List<Epoch> heard = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        train(
                folder,
                options(
                        CstaOptions.published(),
                        2,
                        TrainingOptions.DEFAULTS.averaging(),
                        TrainingProtocol.VALIDATED,
                        OptionalInt.empty()),
                new TrainingListener() {
                    @Override
                    public void epoch(int split, Epoch epoch) {
                        heard.add(epoch);
                    }

                    @Override
                    public void note(String line) {
                        notes.add(line);
                    }
                },
                List.of(1));
        assertThat(heard).hasSize(2).noneMatch(Epoch::isConstant);
        assertThat(notes).isEmpty();
    }

    @Test
    void train_tooFast_saysThatTheScoresAreEqual_inTheModelToo() throws IOException {
        List<String> notes = new ArrayList<>();
        TrainingOptions fast = new TrainingOptions(
                CstaOptions.published(),
                TrainingProtocol.PUBLISHED,
                2,
                0.02,
                0,
                0,
                1,
                0.2,
                OptionalInt.empty(),
                Optional.empty());
        try (Dataset dataset = Dataset.open(DATASET)) {
            Trainer trainer = new Trainer(dataset, Splits.read(SPLITS), Optional.empty(), fast, "cpu");
            TrainingReport report = trainer.train(folder, List.of(1), false, new TrainingListener() {
                @Override
                public void note(String line) {
                    notes.add(line);
                }
            });
            assertThat(notes).anyMatch(line -> line.contains("the scorer distinguishes nothing"));
            Path bundle =
                    trainer.writeModel(folder, report, ModelStore.in(folder).extractor(ModelStore.DEFAULT));
            assertThat(ModelStore.in(folder).card(bundle.toString()).limits())
                    .hasValueSatisfying(limits -> assertThat(limits).contains("training has learned nothing"));
        }
    }

    /** Records the epochs, and all weights and moments after the last one; a run keeps only the best weights. */
    private static TrainingListener collecting(List<Epoch> epochs, Path folder, Map<String, Tensor> last) {
        return new TrainingListener() {
            @Override
            public void epoch(int split, Epoch epoch) {
                epochs.add(epoch);
                last.clear();
                last.putAll(Checkpoint.read(folder.resolve("split1.state")).tensors());
            }
        };
    }

    @Test
    void train_splitAfterSplit_reportsAllThatAreDone_andPatienceEndsThemEarly() {
        TrainingOptions impatient = options(30, TrainingProtocol.VALIDATED, OptionalInt.of(1));
        TrainingReport first = train(folder, impatient, TrainingListener.NONE, List.of(2));
        assertThat(first.splits()).extracting(TrainedSplit::number).containsExactly(2);
        TrainedSplit split = first.splits().get(0);
        assertThat(split.epochs()).isLessThan(30).isEqualTo(split.best().number() + 1);

        TrainingReport both = train(folder, impatient, TrainingListener.NONE, List.of(1));
        assertThat(both.splits()).extracting(TrainedSplit::number).containsExactly(1, 2);
    }

    @Test
    void train_withFirstWeightsOfAnotherKind_orOnesThatRunAway_saysSo() throws IOException {
        Path words = Files.writeString(folder.resolve("words.safetensors"), "no tensors");
        assertThatThrownBy(() -> train(folder.resolve("run"), startingWith(words), TrainingListener.NONE))
                .isInstanceOf(CstaException.class)
                .hasMessageContaining("words.safetensors");

        Path other = folder.resolve("other.safetensors");
        Checkpoint.of(Map.of("a", filledWith(1, new long[] {2}))).writeSafetensors(other);
        assertThatThrownBy(() -> train(folder.resolve("run"), startingWith(other), TrainingListener.NONE))
                .isInstanceOf(ModelMismatchException.class)
                .hasMessageContaining("other.safetensors: not a checkpoint of GoogLeNet")
                .hasMessageContaining("use initial weights");
        assertThat(folder.resolve("run")).doesNotExist();

        Path huge = folder.resolve("huge.safetensors");
        Map<String, Tensor> tensors = new LinkedHashMap<>(
                Checkpoint.read(PublishedCheckpoints.extractor(folder.resolve("googlenet.safetensors")))
                        .tensors());
        tensors.replaceAll((key, tensor) -> key.endsWith("conv.weight") ? filledWith(1e38f, tensor.shape()) : tensor);
        Checkpoint.of(tensors).writeSafetensors(huge);
        assertThatThrownBy(() -> train(folder.resolve("wild"), startingWith(huge), TrainingListener.NONE))
                .isInstanceOf(TrainingException.class)
                .hasMessageMatching(
                        "split 1, epoch 1: training diverged, the loss became NaN on video_\\d; start again with .*");
    }

    private static Tensor filledWith(float value, long[] shape) {
        float[] values = new float[Math.toIntExact(LongStream.of(shape).reduce(1, Math::multiplyExact))];
        Arrays.fill(values, value);
        return Tensor.of(values, shape);
    }

    private static TrainingOptions startingWith(Path weights) {
        return new TrainingOptions(
                CstaOptions.published(),
                TWO_EPOCHS.protocol(),
                TWO_EPOCHS.epochs(),
                TWO_EPOCHS.learningRate(),
                TWO_EPOCHS.weightDecay(),
                TWO_EPOCHS.averaging(),
                TWO_EPOCHS.seed(),
                TWO_EPOCHS.validationShare(),
                TWO_EPOCHS.patience(),
                Optional.of(weights));
    }

    @Test
    void train_inAFolderOfOthers_isRefusedAndNothingIsLost() throws IOException {
        Path mine = Files.writeString(folder.resolve("split1.safetensors"), "mine");
        assertThatThrownBy(() -> train(folder, TWO_EPOCHS, TrainingListener.NONE))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("split1.safetensors exists, but there is no run.json that describes it");
        assertThat(mine).hasContent("mine");
    }

    @Test
    void train_whileAnotherIsAtWorkThere_isRefused() {
        TrainingListener meddling = new TrainingListener() {
            @Override
            public void step(TrainingProgress progress) {
                assertThatThrownBy(() -> train(folder, TWO_EPOCHS, TrainingListener.NONE))
                        .isInstanceOf(TrainingException.class)
                        .hasMessageContaining("another process is training in this folder");
                throw new CancelledException("enough");
            }
        };
        assertThatThrownBy(() -> train(folder, TWO_EPOCHS, meddling)).isInstanceOf(CancelledException.class);
    }

    @Test
    void train_whenTheWeightsAreGone_saysWhatToDo() throws IOException {
        train(folder, TWO_EPOCHS, TrainingListener.NONE, List.of(1));
        Files.delete(folder.resolve("split1.safetensors"));
        assertThatThrownBy(() -> train(folder, TWO_EPOCHS, TrainingListener.NONE))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("split1.safetensors, the weights of the best epoch, is missing")
                .hasMessageContaining("remove")
                .hasMessageContaining("split1.json to train split 1 again");
    }

    @Test
    void train_aDamagedState_saysWhatToDo() throws IOException {
        TrainingListener cutting = new TrainingListener() {
            @Override
            public void epoch(int split, Epoch epoch) {
                throw new CancelledException("cut off");
            }
        };
        assertThatThrownBy(() -> train(folder, TWO_EPOCHS, cutting)).isInstanceOf(CancelledException.class);
        Path state = folder.resolve("split1.state");
        byte[] bytes = Files.readAllBytes(state);
        Files.write(state, Arrays.copyOf(bytes, bytes.length / 2));
        assertThatThrownBy(() -> train(folder, TWO_EPOCHS, TrainingListener.NONE))
                .isInstanceOf(CstaException.class)
                .hasMessageContaining("split1.state");
    }

    @Test
    void train_byTheProtocolOfTvsum_usesTheAnnotations() {
        try (Dataset dataset = Dataset.open(Golden.path("mini_tvsum.h5"))) {
            Splits splits = Splits.read(Golden.path("mini_tvsum_splits.txt"));
            Annotations annotations = Annotations.read(Golden.path("mini_ydata-anno.tsv"));
            TrainingReport report = new Trainer(dataset, splits, Optional.of(annotations), ONCE_AS_PUBLISHED, "cpu")
                    .train(folder, List.of(1), false, TrainingListener.NONE);
            TrainedSplit split = report.splits().get(0);
            Evaluator evaluator = new Evaluator(dataset, splits, Optional.of(annotations));
            assertThat(evaluator
                            .evaluate(
                                    new CheckpointPattern(
                                            folder.resolve(split.weights()).toString()),
                                    // As in training: on another engine, almost equal scores may be in another order.
                                    path -> FrameScorer.of(path, Device.cpu(Engine.PYTORCH)),
                                    EvaluationListener.NONE)
                            .splits()
                            .get(0))
                    .isEqualTo(split.test());
        }
    }
}
