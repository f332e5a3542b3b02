package io.csta.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RatingsTest {

    private static final String HEADER = "video,annotator,start,end,score\n";

    @TempDir
    Path folder;

    @Test
    void read_asSpreadsheetsWriteIt_takesColumnsByNameAndKnowsLines() throws IOException {
        Ratings ratings = read("\uFEFFScore,Video,Annotator,Note,Start,End\r\n"
                + "5,a.mp4,Ada,\"good, \"\"very\"\"\",0,2.5\r\n"
                + "\r\n"
                + "1,\"b, c.mp4\", Bob ,,2.5,1e1\r\n");
        assertThat(ratings.list())
                .containsExactly(
                        new Rating("a.mp4", "Ada", 0, 2.5, 5, 2), new Rating("b, c.mp4", "Bob", 2.5, 10, 1, 4));
    }

    @Test
    void read_whatAreNoRatings_isRefusedWithTheLine() throws IOException {
        assertRefused("", "ratings.csv: empty file; expected CSV with the header video,annotator,start,end,score");
        assertRefused(HEADER, "ratings.csv: has a header but no ratings");
        assertRefused("video;annotator;start;end;score\n", "the header has no column 'video': video;annotator");
        assertRefused("video,video,annotator,start,end,score\n", "the header has more than one column 'video'");
        assertRefused(HEADER + "a,x,0,1,2\na,x,1,2\n", "ratings.csv: line 3 has 4 fields; expected 5");
        assertRefused(HEADER + "a,x,0,1,2,3\n", "line 2 has 6 fields");
        assertRefused(HEADER + ",x,0,1,2\n", "line 2 has no video");
        assertRefused(HEADER + "a, ,0,1,2\n", "line 2 has no annotator");
        assertRefused(HEADER + "a,x,0:10,1,2\n", "line 2 has '0:10' as start; expected a number of at least 0");
        assertRefused(HEADER + "a,x,-1,1,2\n", "line 2 has '-1' as start");
        assertRefused(HEADER + "a,x,0,,2\n", "line 2 has '' as end");
        assertRefused(HEADER + "a,x,0,1,NaN\n", "line 2 has 'NaN' as score");
        assertRefused(HEADER + "a,x,0,1,-2\n", "line 2 has '-2' as score");
        assertRefused(HEADER + "a,x,2,2,1\n", "line 2 goes from 2.0 to 2.0 seconds; expected an end after the start");
        assertRefused(HEADER + "a,\"x,0,1,2\n", "ratings.csv: Missing closing quote");
    }

    @Test
    void read_whatIsNoText_isRefused() throws IOException {
        Path file = Files.write(folder.resolve("ratings.csv"), new byte[] {'a', ',', (byte) 0xff, '\n', 'b', '\n'});
        assertThatThrownBy(() -> Ratings.read(file))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("ratings.csv: ")
                .hasMessageContaining("UTF-8");
        assertThatThrownBy(() -> Ratings.read(folder.resolve("absent.csv")))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("absent.csv: no such file");
    }

    private void assertRefused(String text, String message) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining(message);
    }

    private Ratings read(String text) throws IOException {
        return Ratings.read(Files.writeString(folder.resolve("ratings.csv"), text));
    }
}
