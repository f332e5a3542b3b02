package io.csta.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.csta.dataset.AnnotatedVideo;
import io.csta.dataset.DatasetWriter;
import io.csta.dataset.VideoFeatures;
import io.csta.testing.EventFiles;
import io.csta.testing.Formula;
import io.csta.testing.Golden;
import io.csta.testing.TestVideos;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code train}, on a few videos of a few samples, and once on the small dataset in the form of SumMe. */
class TrainIT {

    /** The sixth column of a learning curve, after the others. */
    private static final String SECONDS = "^((?:[^,]*,){5})[^,]*";

    @TempDir
    Path folder;

    private static final int SAMPLES = 16;
    private static final int STEP = 15;

    @BeforeEach
    void write() {
        Map<String, AnnotatedVideo> videos = new LinkedHashMap<>();
        IntStream.rangeClosed(1, 5).forEach(i -> videos.put("video_" + i, video(i)));
        DatasetWriter.writeAnnotated(folder.resolve("tiny.h5"), videos);
        Golden.copy("mini_summe_splits.txt", folder);
    }

    private static AnnotatedVideo video(int number) {
        VideoFeatures features = new VideoFeatures(
                Formula.uniformRows("features/" + number, SAMPLES, 1024, 0, 1),
                IntStream.range(0, SAMPLES).map(i -> i * STEP).toArray(),
                SAMPLES * STEP,
                new int[] {SAMPLES * STEP / 4, SAMPLES * STEP / 2});
        BitSet liked = new BitSet();
        liked.set(number, number + 4);
        BitSet played = new BitSet();
        played.set(number * STEP, (number + 4) * STEP);
        float[] scores = Formula.uniformRows("scores/" + number, 1, SAMPLES, 0, 1)[0];
        return new AnnotatedVideo(features, scores, liked, List.of(played));
    }

    private static String[] train(String output, String... more) {
        return trainOn("tiny.h5", output, more);
    }

    private static String[] trainOn(String dataset, String output, String... more) {
        String[] words = {
            "train", "--dataset", dataset, "--splits", "mini_summe_splits.txt", "--split", "1", "-o", output
        };
        String[] all = new String[words.length + more.length];
        System.arraycopy(words, 0, all, 0, words.length);
        System.arraycopy(more, 0, all, words.length, more.length);
        return all;
    }

    @Test
    @Tag("slow")
    void train_killedAndStartedAgain_givesTheSameBits() throws IOException {
        Csta csta = Csta.in(folder);
        Csta.Result whole = csta.run(train("whole", "--epochs", "3")).succeeded();
        assertThat(whole.err()).contains("split 1, epoch 1: loss ", "split 1, epoch 3: loss ", "split 1: done, epoch ");
        assertThat(whole.out()).contains("split  epochs  kept", "protocol validated");

        try (Csta.Running killed = csta.start(train("pieces", "--epochs", "3"))) {
            killed.awaitLine("split 1, epoch 1: loss ");
        }
        assertThat(folder.resolve("pieces/split1.state")).exists();
        Csta.Result rest = csta.run(train("pieces", "--epochs", "3")).succeeded();

        assertThat(rest.err()).doesNotContain("epoch 1: loss").contains("epoch 3: loss");
        assertThat(curve("pieces")).isEqualTo(curve("whole")).hasSize(4);
        assertThat(folder.resolve("pieces/split1.safetensors"))
                .hasSameBinaryContentAs(folder.resolve("whole/split1.safetensors"));
        assertThat(Csta.listing(folder.resolve("pieces")))
                .containsExactly(
                        ".lock",
                        "report.json",
                        "run.json",
                        "split1.csv",
                        "split1.json",
                        "split1.safetensors",
                        "split1.scores.json",
                        "split1.state",
                        "split1.svg");

        assertThat(csta.run("score", "tiny.h5", "--checkpoint", "pieces/split1.safetensors")
                        .succeeded()
                        .out())
                .contains("\"video_1\"");
    }

    @Test
    @Tag("slow")
    void train_withSeveralSeeds_saysMeanAndDeviation() {
        Csta csta = Csta.in(folder);
        Csta.Result result =
                csta.run(train("study", "--epochs", "1", "--seeds", "2")).succeeded();
        assertThat(result.out()).contains("seed 123456", "seed 123457", "2 seeds, 2 results: tau ", " ± ");
        assertThat(Csta.listing(folder.resolve("study")))
                .containsExactly("seed-123456", "seed-123457", "seeds.json", "seeds.md");
        csta.run(train("study", "--seeds", "0")).failed(2);
        csta.run(train("study", "--seeds", "2", "--extractor", "starter")).failed(2);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    @Tag("slow")
    void train_onADiskThatIsFull_saysSo_andGoesOnWhenThereIsRoom() {
        String script =
                """
                mkdir -p disk && mount -t tmpfs -o size=60m tmpfs disk || exit 99
                "$@" && exit 98
                ls -A disk/run >left
                mount -o remount,size=400m disk
                "$@"
                """;
        Csta.Result result = Csta.in(folder)
                .startedBy("unshare", "--user", "--map-root-user", "--mount", "sh", "-c", script, "sh")
                .run(train("disk/run", "--epochs", "2"))
                .succeeded();
        assertThat(result.err().lines().filter(line -> line.startsWith("csta: ")))
                .as(result.err())
                .singleElement()
                .asString()
                .contains("disk/run/split1.state", "No space left on device", "disk space");
        assertThat(folder.resolve("left")).hasContent(".lock\nrun.json\nsplit1.csv\nsplit1.safetensors\nsplit1.svg\n");
        assertThat(result.out()).contains("protocol validated");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void train_interrupted_saysSo_andGoesOnLater() throws IOException, InterruptedException {
        Csta csta = CtrlC.heardBy(Csta.in(folder));
        try (Csta.Running running = csta.start(train("run", "--epochs", "50"))) {
            running.awaitLine("split 1, epoch 1: loss ");
            running.interrupt();
            Csta.Result result = running.end();
            assertThat(result.exit()).as(result.err()).isEqualTo(130);
            assertThat(result.err()).doesNotContain("\tat ", "Exception", "partial file");
        }
        assertThat(Csta.listing(folder.resolve("run"))).noneMatch(name -> name.endsWith(".part"));
        try (Csta.Running again = csta.start(train("run", "--epochs", "50"))) {
            again.awaitLine("split 1, epoch 2: loss ");
        }
    }

    @Test
    void train_withPlotsAndEvents_writesThem_andAddsThemToARunThatIsComplete() throws IOException {
        Csta csta = Csta.in(folder);
        csta.run(train("run", "--epochs", "1", "--network", "cnn=resnet18")).succeeded();
        csta.run(train("run", "--epochs", "1", "--network", "cnn=resnet18", "--plots", "--tensorboard", "logs"))
                .succeeded();

        assertThat(Csta.listing(folder.resolve("run/plots")))
                .isNotEmpty()
                .allMatch(name -> name.matches("split1\\.video_\\d\\.svg"));
        Path events = folder.resolve("logs/seed-123456/split1/events.out.tfevents.csta");
        assertThat(EventFiles.read(events))
                .extracting(EventFiles.Scalar::tag)
                .contains("loss", "error", "spread", "learning_rate")
                .doesNotHaveDuplicates();
        assertThat(csta.run(train("other", "--epochs", "1", "--seed", "123456", "--tensorboard", "logs"))
                        .failed(1)
                        .err())
                .contains("events.out.tfevents.csta contains another run; choose another folder, or allow overwriting");
    }

    @Test
    void train_withAnExtractor_givesAModelThatSummarizes() throws IOException {
        TestVideos.ofScenes(60, 60, 60).fps("25").write(folder.resolve("scenes.mp4"));
        Csta csta = Csta.in(folder);
        Golden.copy("mini_summe.h5", folder);
        String[] command = trainOn(
                "mini_summe.h5", "taught", "--epochs", "1", "--network", "cnn=resnet18", "--extractor", "untrained");

        Csta.Result result = csta.run(command).succeeded();

        assertThat(result.out()).contains("csta summarize VIDEO --model taught/model");
        assertThat(csta.run("model", "show", "taught/model").succeeded().out())
                .contains("\"cnn\" : \"resnet 18\"", "\"seed\" : \"123456\"", "\"tau\" : ");
        csta.run("summarize", "scenes.mp4", "--model", "taught/model").succeeded();
        assertThat(Files.readString(folder.resolve("scenes.summary.json"))).contains("\"name\" : \"taught\"");
        assertThat(csta.run(train("taught", "--epochs", "1", "--extractor", "gone.pth"))
                        .failed(1)
                        .err())
                .contains("gone.pth");
    }

    /** The lines of the learning curve, but for the time that an epoch took. */
    private List<String> curve(String run) throws IOException {
        try (Stream<String> lines = Files.lines(folder.resolve(run).resolve("split1.csv"))) {
            return lines.map(line -> line.replaceFirst(SECONDS, "$1")).toList();
        }
    }

    @Test
    @Tag("slow")
    void train_intoTheFolderOfAnotherRun_isRefusedUnlessItMayBeginAnew() {
        Csta csta = Csta.in(folder);
        csta.run(train("run", "--epochs", "1", "--quiet")).succeeded();
        assertThat(csta.run(train("run", "--epochs", "1", "--seed", "7", "--quiet"))
                        .failed(1)
                        .err())
                .contains("run contains another run, with seed=123456 instead of 7", "allow overwriting");
        csta.run(train("run", "--epochs", "1", "--seed", "7", "--quiet", "--overwrite"))
                .succeeded();
    }

    @ParameterizedTest
    @CsvSource({
        "--epochs 0, 2, epochs 0 is out of range",
        "--learning-rate -1, 2, learning rate -1",
        "--weight-averaging 1, 2, weight averaging 1.0 is out of range",
        "--validation-share 2, 2, validation share 2",
        "--protocol best, 2, --protocol",
        "--split 9, 1, unknown split 9",
        "--init gone.pth, 1, gone.pth",
        "--tensorboard tiny.h5, 1, cannot be written",
        "--device gpu7, 1, gpu7"
    })
    void train_withOptionsThatMakeNoSense_failsWithOneLine(String option, int status, String words) {
        assertThat(Csta.in(folder)
                        .run(train("run", option.split(" ")))
                        .failed(status)
                        .err())
                .contains(words);
    }

    @Test
    void train_aVideoThatIsNotThere_failsBeforeAnythingIsWritten() throws IOException {
        Files.writeString(
                folder.resolve("mini_summe_splits.txt"),
                "{\"splits\":[{\"train\":[\"video_1\",\"video_9\"],\"test\":[\"video_2\"]}]}");
        assertThat(Csta.in(folder).run(train("run")).failed(1).err()).contains("video_9");
        assertThat(folder.resolve("run")).doesNotExist();
    }
}
