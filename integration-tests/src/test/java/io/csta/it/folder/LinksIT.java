package io.csta.it.folder;

import static org.assertj.core.api.Assertions.assertThat;

import io.csta.it.service.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Symbolic links in a watched folder are not followed. */
@DisabledOnOs(OS.WINDOWS)
class LinksIT {

    @TempDir
    Path folder;

    @Test
    void links_toFilesAndFolders_areIgnored() throws IOException {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Path secret = Files.copy(Watched.clip(folder, 1), elsewhere.resolve("secret.mp4"));
        Watched watched = new Watched(folder.resolve("data"));
        Files.createSymbolicLink(watched.inbox("link.mp4"), secret);
        Files.createSymbolicLink(watched.inbox("trip"), elsewhere);
        Files.createSymbolicLink(watched.inbox("loop"), Path.of("."));
        try (Service service = Service.start(watched.data(), "csta.inbox.settle=200ms", "csta.inbox.poll=100ms")) {
            watched.drop(Watched.clip(folder, 2), "day 1/a.mp4");
            watched.awaitFile(watched.done("day 1/a.mp4"));
            assertThat(watched.jobs()).hasSize(1);
            assertThat(service.log())
                    .containsOnlyOnce("link.mp4 in the inbox is a symbolic link and is ignored")
                    .containsOnlyOnce("trip in the inbox is a symbolic link and is ignored")
                    .containsOnlyOnce("loop in the inbox is a symbolic link and is ignored");
            assertThat(secret).exists();
        }
    }
}
