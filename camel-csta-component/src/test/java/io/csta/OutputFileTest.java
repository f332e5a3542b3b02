package io.csta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csta.OutputFile.Durability;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OutputFileTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void write_overAnotherFile_replacesItAndLeavesNothingElse(Durability durability) throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "old");
        OutputFile.write(file, durability, part -> {
            Files.writeString(part, "new");
            assertThat(file).hasContent("old");
        });
        assertThat(file).hasContent("new");
        assertThat(folder.toFile().list()).containsExactly("file");
    }

    @Test
    void write_thatFails_keepsTheOldFileAndSaysWhy() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "old");
        assertThatThrownBy(() -> OutputFile.write(file, Durability.FORCED, part -> {
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
            assertThatThrownBy(() -> OutputFile.write(folder.resolve("file"), Durability.CACHED, part -> {
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
