package io.csta.service.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csta.CstaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FolderSettingsTest {

    @Test
    void of_aNamedFolder_hasDefaultsInTheDataFolder_andThoseOfTheInbox() {
        List<FolderSettings> folders = FolderSettings.of(Options.of(Map.of(
                "csta.data",
                "/srv/csta",
                "csta.inbox.after",
                "keep",
                "csta.folders.tv.path",
                "/srv/tv/../recordings")));

        assertThat(folders)
                .containsExactly(
                        new FolderSettings(
                                Optional.empty(),
                                Path.of("/srv/csta/inbox"),
                                Path.of("/srv/csta/summaries"),
                                Path.of("/srv/csta/done"),
                                Path.of("/srv/csta/failed"),
                                false,
                                true),
                        new FolderSettings(
                                Optional.of("tv"),
                                Path.of("/srv/recordings"),
                                Path.of("/srv/csta/folders/tv/summaries"),
                                Path.of("/srv/csta/folders/tv/done"),
                                Path.of("/srv/csta/folders/tv/failed"),
                                false,
                                true));
    }

    @Test
    void of_aNamedFolder_hasItsOwnOptions_alsoIfTheInboxIsNotWatched() {
        FolderSettings tv = FolderSettings.of(Options.of(Map.of(
                        "csta.inbox.enabled", "false",
                        "csta.inbox.after", "keep",
                        "csta.folders.tv.path", "/tv/in",
                        "csta.folders.tv.summaries", "/tv/out",
                        "csta.folders.tv.done", "/tv/done",
                        "csta.folders.tv.failed", "/tv/failed",
                        "csta.folders.tv.after", "move")))
                .get(1);

        assertThat(tv)
                .isEqualTo(new FolderSettings(
                        Optional.of("tv"),
                        Path.of("/tv/in"),
                        Path.of("/tv/out"),
                        Path.of("/tv/done"),
                        Path.of("/tv/failed"),
                        true,
                        true));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "csta.folders.tv.path=/in|csta.inbox.folder=/in and csta.folders.tv.path=/in overlap, so a video could be processed twice",
                "csta.folders.tv.path=/in/tv|csta.inbox.folder=/in and csta.folders.tv.path=/in/tv overlap",
                "csta.folders.tv.path=/|csta.inbox.folder=/in and csta.folders.tv.path=/ overlap",
                "csta.folders.tv.path=/tv csta.inbox.done=/tv|videos moved to csta.inbox.done=/tv would arrive in csta.folders.tv.path=/tv; choose another folder, or csta.inbox.after=keep",
                "csta.folders.tv.path=/tv csta.inbox.failed=/tv/failed|videos moved to csta.inbox.failed=/tv/failed would arrive in csta.folders.tv.path=/tv",
                "csta.folders.tv.path=/x/tv csta.inbox.done=/x|videos moved to csta.inbox.done=/x would arrive in csta.folders.tv.path=/x/tv",
                "csta.folders.tv.path=/tv csta.folders.tv.done=/in/old|videos moved to csta.folders.tv.done=/in/old would arrive in csta.inbox.folder=/in; choose another folder, or csta.folders.tv.after=keep",
                "csta.folders.tv.path=/tv csta.folders.tv.done=/old csta.inbox.done=/old|csta.inbox.done=/old and csta.folders.tv.done=/old overlap, so their videos would be mixed",
                "csta.folders.tv.path=/tv csta.folders.tv.failed=/old/tv csta.inbox.done=/old|csta.inbox.done=/old and csta.folders.tv.failed=/old/tv overlap"
            })
    void check_foldersThatAreNotSeparate_areRefused(String options, String message) {
        assertThatThrownBy(() -> check(options))
                .isInstanceOf(CstaException.class)
                .hasMessageStartingWith(message);
    }

    @ParameterizedTest
    @CsvSource({
        "csta.folders.tv.path=/in2",
        "csta.folders.tv.path=/tv csta.folders.tv.summaries=/out csta.inbox.summaries=/out",
        "csta.folders.tv.path=/tv csta.folders.tv.done=/in csta.folders.tv.after=keep",
        "csta.folders.tv.path=/tv csta.folders.tv.summaries=/in",
        "csta.folders.tv.path=/tv csta.inbox.summaries=/in/out csta.folders.tv.done=/in/out/tv",
        "csta.folders.tv.path=/tv csta.folders.news.path=/news"
    })
    void check_separateFolders_areAllowed(String options) {
        assertThatCode(() -> check(options)).doesNotThrowAnyException();
    }

    private static void check(String options) {
        Map<String, String> all = new HashMap<>(Map.of("csta.data", "/srv/csta", "csta.inbox.folder", "/in"));
        all.putAll(Options.parse(options));
        FolderOverlaps.check(FolderSettings.of(Options.of(all)));
    }

    @Test
    void check_aLinkToAWatchedFolder_isRefused(@TempDir Path folder) throws IOException {
        Path inbox = Files.createDirectories(folder.resolve("inbox"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), inbox);
        Map<String, String> options = Map.of(
                "csta.data", folder.resolve("data").toString(),
                "csta.inbox.folder", inbox.toString(),
                "csta.folders.tv.path", link.resolve("tv").toString());
        assertThatThrownBy(() -> FolderOverlaps.check(FolderSettings.of(Options.of(options))))
                .hasMessageContaining("overlap, so a video could be processed twice");
    }
}
