package io.csta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFileTest {

    @TempDir
    Path folder;

    @Test
    void write_overAnotherFile_replacesItAndLeavesNothingElse() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "old");
        OutputFile.write(file, part -> {
            Files.writeString(part, "new");
            assertThat(file).hasContent("old");
        });
        assertThat(file).hasContent("new");
        assertThat(folder.toFile().list()).containsExactly("file");
    }

    @Test
    void write_thatFails_keepsTheOldFileAndSaysWhy() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "old");
        assertThatThrownBy(() -> OutputFile.write(file, part -> {
                    Files.writeString(part, "ne");
                    throw new IOException("No space left on device");
                }))
                .isInstanceOf(OutputException.class)
                .hasMessageStartingWith(file + " cannot be written: No space left on device; ");
        assertThat(file).hasContent("old");
        assertThat(folder.toFile().list()).containsExactly("file");
    }

    @Test
    void write_interrupted_isCancelledAndLeavesNothing() {
        try {
            assertThatThrownBy(() -> OutputFile.write(folder.resolve("file"), part -> {
                        Files.writeString(part, "ne");
                        throw new ClosedByInterruptException();
                    }))
                    .isInstanceOf(CancelledException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(folder).isEmptyDirectory();
    }
}
