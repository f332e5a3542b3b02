package io.csta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeExecutableTest {

    @TempDir
    Path folder;

    @Test
    void libraries_onAJvm_areOnItsClassPath() {
        assertThat(NativeExecutable.isRunning()).isFalse();
        assertThat(NativeExecutable.libraries("ffmpeg")).isEmpty();
    }

    @Test
    void libraries_besideAnExecutable_areFound() throws IOException {
        Path expected = Files.createDirectories(folder.resolve("lib/ffmpeg"));
        assertThat(NativeExecutable.libraries(folder.resolve("csta"), "ffmpeg")).isEqualTo(expected);
    }

    @Test
    void libraries_thatWereLeftBehind_areAFailureThatSaysSo() {
        assertThatThrownBy(() -> NativeExecutable.libraries(folder.resolve("csta"), "torch"))
                .isInstanceOf(CstaException.class)
                .hasMessageContaining(
                        folder.resolve("lib/torch") + " does not exist; keep csta together with the folder lib");
    }
}
