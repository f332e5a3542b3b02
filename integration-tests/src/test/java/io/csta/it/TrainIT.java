package io.csta.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.csta.testing.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code train}, on the small dataset: a step takes long on a machine that has other things to do. */
@Tag("soak")
class TrainIT {

    @TempDir
    Path folder;

    @BeforeEach
    void copy() throws IOException {
        Golden.copy("mini_summe.h5", folder);
        Golden.copy("mini_summe_splits.txt", folder);
    }

    private static String[] train(String output, String... more) {
        String[] words = {
            "train", "--dataset", "mini_summe.h5", "--splits", "mini_summe_splits.txt", "--split", "1", "-o", output
        };
        String[] all = new String[words.length + more.length];
        System.arraycopy(words, 0, all, 0, words.length);
        System.arraycopy(more, 0, all, words.length, more.length);
        return all;
    }

    @Test
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
        assertThat(folder.resolve("pieces/split1.safetensors"))
                .hasSameBinaryContentAs(folder.resolve("whole/split1.safetensors"));
        assertThat(Csta.listing(folder.resolve("pieces")))
                .containsExactly(
                        "report.json", "run.json", "split1.csv", "split1.json", "split1.safetensors", "split1.svg");

        assertThat(csta.run("score", "mini_summe.h5", "--checkpoint", "pieces/split1.safetensors")
                        .succeeded()
                        .out())
                .contains("\"video_1\"");
    }

    @Test
    void train_intoTheFolderOfAnotherRun_isRefusedUnlessItMayBeginAnew() {
        Csta csta = Csta.in(folder);
        csta.run(train("run", "--epochs", "1", "--quiet")).succeeded();
        assertThat(csta.run(train("run", "--epochs", "1", "--seed", "7", "--quiet"))
                        .failed(1)
                        .err())
                .contains("run holds another run, whose seed is 123456 and not 7", "--overwrite");
        csta.run(train("run", "--epochs", "1", "--seed", "7", "--quiet", "--overwrite"))
                .succeeded();
    }

    @ParameterizedTest
    @CsvSource({
        "--epochs 0, 2, epochs of 0",
        "--learning-rate -1, 2, learning rate of -1",
        "--validation-share 2, 2, validation share of 2",
        "--protocol best, 2, --protocol",
        "--split 9, 1, there is no split 9",
        "--init gone.pth, 1, gone.pth",
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
