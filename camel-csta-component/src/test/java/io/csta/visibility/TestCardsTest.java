package io.csta.visibility;

import static io.csta.visibility.Clip.MOVING;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestCardsTest {

    private final Path folder;

    TestCardsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private FrameVisibility measure(String graph) {
        return Clip.measure(Clip.encode(folder.resolve("clip.mp4"), graph));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "smptebars=s=320x180",
                "smptehdbars=s=1280x720",
                "pal75bars=s=320x180",
                "pal100bars=s=720x576",
                "pal75bars=s=240x180:r=25,pad=320:180:40:0",
                "smptebars=s=160x120",
                "pal100bars=s=320x180:r=25,hflip",
                "smptebars=s=720x480:r=25,noise=alls=8:allf=t"
            })
    void colourBars_areATestCard(String bars) {
        FrameVisibility visibility =
                measure(bars + ",fps=25,trim=duration=2,setpts=PTS-STARTPTS,scale=320:180,setsar=1[a];"
                        + "testsrc2=s=320x180:r=25:d=6[b];[a][b]concat");

        assertThat(Clip.obstacles(visibility, 0, 50)).containsExactly(Obstacle.TEST_CARD);
        assertThat(Clip.values(visibility, 0, 50)).containsOnly(0f);
        assertThat(Clip.obstacles(visibility, 50, 200)).containsExactly(Obstacle.NONE);
    }

    @Test
    void video_ofColourBarsOnly_isATestCard() {
        FrameVisibility visibility = measure("smptehdbars=s=640x360:r=25:d=0.2");

        assertThat(Clip.obstacles(visibility)).containsExactly(Obstacle.TEST_CARD);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "testsrc=s=320x180:r=25:d=2",
                MOVING,
                "pal75bars=s=640x180:r=25:d=2,crop=320:180:n*6:0",
                "color=white:s=320x180:r=25:d=2,drawgrid=w=40:h=400:t=20:c=black,hue=s=0,crop=300:180:mod(n\\,20):0",
                "nullsrc=s=320x180:r=25:d=2,geq=lum=20+X/2:cb=128:cr=128",
                "nullsrc=s=320x180:r=25:d=2,geq=lum=40+X/6:cb=128:cr=128"
            })
    void otherPictures_areNoTestCard(String graph) {
        FrameVisibility visibility = measure(graph);

        assertThat(Clip.obstacles(visibility)).doesNotContain(Obstacle.TEST_CARD);
    }
}
