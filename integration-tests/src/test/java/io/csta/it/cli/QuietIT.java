package io.csta.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.csta.testing.Golden;
import io.csta.testing.PublishedCheckpoints;
import io.csta.testing.TestSound;
import io.csta.testing.TestVideos;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Neither Java nor the native libraries of FFmpeg, ONNX Runtime and PyTorch write to the standard streams. */
class QuietIT {

    /**
     * The commands that have {@code --quiet}. Of {@code model fetch}, which prints a path, FetchCommandTest sees that it
     * writes nothing else; the others are tried here.
     */
    static final List<String> QUIETABLE = List.of("summarize", "train", "model fetch");

    @TempDir
    static Path folder;

    @BeforeAll
    static void make() throws IOException {
        TestVideos.ofScenes(40, 35, 25)
                .fps("25")
                .sound(TestSound.rumble(44_100, 4))
                .write(folder.resolve("a.mp4"));
        byte[] damaged = Files.readAllBytes(folder.resolve("a.mp4"));
        for (int i = damaged.length / 2; i < damaged.length / 2 + 40; i++) {
            damaged[i] ^= 0x55;
        }
        Files.write(folder.resolve("damaged.mp4"), damaged);
        Golden.copy("mini_summe.h5", folder);
        Golden.copy("mini_summe_splits.txt", folder);
        PublishedCheckpoints.extractor(folder.resolve("googlenet.safetensors"));
        PublishedCheckpoints.scorer(folder.resolve("split1.safetensors"));
    }

    private static Csta.Result run(String command) {
        return Csta.in(folder).run(command.split(" ")).succeeded();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "summarize a.mp4 --overwrite",
                "summarize damaged.mp4 --overwrite",
                "train --dataset mini_summe.h5 --splits mini_summe_splits.txt --split 1 --epochs 1 -o run --overwrite",
            })
    void quiet_onSuccess_leavesBothStreamsEmpty(String command) {
        Csta.Result result = run(command + " --quiet");
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--version",
                "score mini_summe.h5",
                "score mini_summe.h5 --engine pytorch",
                "segment mini_summe.h5",
                "inspect split1.safetensors --json",
                "convert split1.safetensors -o half.safetensors --half",
                "model list",
                "model show starter",
            })
    void standardError_ofCommandsWithoutProgress_isEmptyOnSuccess(String command) {
        assertThat(run(command).err()).isEmpty();
    }

    @Test
    @Tag("slow")
    void standardError_ofAnImport_isEmptyOnSuccess() {
        String command = "model import --extractor googlenet.safetensors --scorer split1.safetensors --name mine";
        Csta csta = Csta.in(folder).ownHome();
        assertThat(csta.run(command.split(" ")).succeeded().err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"summarize a.mp4 --overwrite", "summarize damaged.mp4 --overwrite"})
    @Tag("slow")
    void quiet_onPyTorch_leavesBothStreamsEmpty(String command) {
        quiet_onSuccess_leavesBothStreamsEmpty(command + " --engine pytorch");
    }

    @ParameterizedTest
    @CsvSource({
        "segment a.mp4 --engine pytorch, a.mp4: ",
        "features a.mp4 -o a.h5 --engine pytorch, a.mp4: ",
        "evaluate --dataset mini_summe.h5 --splits mini_summe_splits.txt --checkpoint split1.safetensors"
                + " --engine pytorch, mini_summe.h5: ",
    })
    @Tag("slow")
    void standardError_ofProgressOnPyTorch_holdsNothingElse(String command, String begin) {
        standardError_ofCommandsWithProgress_holdsNothingElse(command, begin);
    }

    @ParameterizedTest
    @CsvSource({
        "segment a.mp4, a.mp4: ",
        "features a.mp4 -o a.h5, a.mp4: ",
        "evaluate --baseline human --dataset mini_summe.h5, mini_summe.h5: ",
        "evaluate --dataset mini_summe.h5 --splits mini_summe_splits.txt --checkpoint split1.safetensors, mini_summe.h5: ",
        "train --dataset mini_summe.h5 --splits mini_summe_splits.txt --split 1 --epochs 1 -o loud --overwrite, split"
                + " 1",
    })
    void standardError_ofCommandsWithProgress_holdsNothingElse(String command, String begin) {
        assertThat(run(command).err().lines()).isNotEmpty().allMatch(line -> line.startsWith(begin.stripTrailing()));
    }
}
