package io.csta.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.csta.testing.TestSound;
import io.csta.testing.TestVideos;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Codecs that are not on the list: the program rejects them in one line, and reads them if they are added. */
class DecodersIT {

    @TempDir
    Path folder;

    @Test
    void summarize_aVideoCodecThatIsNotOnTheList_isRefusedUnlessTheVariableAllowsIt() {
        TestVideos.ofScenes(25, 25).fps("25").codec("magicyuv").write(folder.resolve("a.mkv"));
        Csta csta = Csta.in(folder);

        Csta.Result refused = csta.run("summarize", "a.mkv").failed(1);
        assertThat(refused.err())
                .contains("a.mkv: the video codec magicyuv is not allowed")
                .contains("set CSTA_DECODERS=magicyuv");
        assertThat(Csta.listing(folder)).containsExactly("a.mkv");

        csta.environment(Map.of("CSTA_DECODERS", "magicyuv"))
                .run("summarize", "a.mkv")
                .succeeded();
        assertThat(Csta.listing(folder)).containsExactly("a.mkv", "a.summary.json", "a.summary.mp4");
    }

    @Test
    void summarize_withAVariableThatNamesNoCodec_isAMistakeInTheOptions() {
        Csta csta = Csta.in(folder).environment(Map.of("CSTA_DECODERS", "bogus"));
        assertThat(csta.run("summarize", "a.mkv").failed(2).err()).contains("CSTA_DECODERS contains bogus");
    }

    @Test
    void summarize_anAudioCodecThatIsNotOnTheList_isRefusedUnlessSoundIsNotWanted() {
        TestVideos.ofScenes(25, 25)
                .fps("25")
                .sound(TestSound.rumble(48_000, 2))
                .soundAs("wavpack", 2)
                .write(folder.resolve("a.mkv"));
        Csta csta = Csta.in(folder);

        Csta.Result refused = csta.run("summarize", "a.mkv").failed(1);
        assertThat(refused.err()).contains("a.mkv: the audio codec wavpack is not allowed");

        csta.run("summarize", "--no-audio", "a.mkv").succeeded();
    }
}
