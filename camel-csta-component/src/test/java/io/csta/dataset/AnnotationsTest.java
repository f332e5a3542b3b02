package io.csta.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csta.testing.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnnotationsTest {

    @TempDir
    Path folder;

    @Test
    void read_goldenFile_numbersVideosAndKeepsEveryFifteenthScore() {
        Annotations annotations = Annotations.read(Golden.path("mini_ydata-anno.tsv"));
        assertThat(annotations.videos()).containsExactly("video_1", "video_2", "video_3");
        double[][] scores = annotations.scores("video_1");
        assertThat(scores).hasDimensions(4, 36);
        assertThat(scores[0]).startsWith(1, 1, 0.6, 0.6, 0.4, 0.4);
    }

    @Test
    void read_severalLines_dividesByTheLargestOfEachBeforeLeavingScoresOut() throws IOException {
        Annotations annotations = read("b\tX\t" + scores(31, 3) + "\na\tX\t" + scores(16, 2) + "\r\n\nb\tX\t"
                + scores(31, 0).replaceFirst("^0,0", "1,4"));
        assertThat(annotations.videos()).containsExactly("video_1", "video_2");
        assertThat(annotations.scores("video_1")).isDeepEqualTo(new double[][] {{1, 1, 1}, {0.25, 0, 0}});
        assertThat(annotations.scores("video_2")).isDeepEqualTo(new double[][] {{1, 1}});
    }

    @Test
    void scores_changedByTheirReader_areNotChangedForOthers() throws IOException {
        Annotations annotations = read("a\tX\t1,1");
        annotations.scores("video_1")[0][0] = 7;
        assertThat(annotations.scores("video_1")[0][0]).isEqualTo(1);
    }

    @Test
    void scores_aVideoThatIsNotThere_isRefused() throws IOException {
        Annotations annotations = read("a\tX\t1");
        assertThatThrownBy(() -> annotations.scores("video_2"))
                .isInstanceOf(DatasetException.class)
                .hasMessageEndingWith("no such video: video_2; it has 1 videos, video_1 to video_1");
    }

    @Test
    void read_whatAreNoAnnotations_isRefusedWithTheLine() throws IOException {
        assertRefused("", "anno.tsv: empty file; expected lines of an id");
        assertRefused(
                "a\tX\t1\nb,X,1",
                "anno.tsv: line 2: expected 3 tab-separated fields, found 1; expected lines of an id");
        assertRefused("a\tX\t1,2,x", "anno.tsv: line 1: score 3 is 'x'; expected a finite number");
        assertRefused("a\tX\t1,NaN", "line 1: score 2 is 'NaN'");
        assertRefused("a\tX\t1,", "line 1: score 2 is ''");
        assertRefused("a\tX\t0,0", "line 1: no score above 0");
        assertRefused(
                "a\tX\t1,2\nb\tX\t1\na\tX\t1",
                "line 3: 1 scores, but line 1, of the same video a, has 2; expected one score per frame");
    }

    @Test
    void read_whatIsNoText_isRefused() throws IOException {
        Path file = Files.write(folder.resolve("anno.tsv"), new byte[] {'a', '\t', (byte) 0xff, '\n'});
        assertThatThrownBy(() -> Annotations.read(file))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("anno.tsv: not UTF-8 text after line 0");
        assertThatThrownBy(() -> Annotations.read(folder.resolve("absent.tsv")))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("absent.tsv: no such file");
    }

    private void assertRefused(String text, String message) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining(message);
    }

    private Annotations read(String text) throws IOException {
        return Annotations.read(Files.writeString(folder.resolve("anno.tsv"), text));
    }

    private static String scores(int count, int value) {
        return IntStream.range(0, count).mapToObj(i -> Integer.toString(value)).collect(Collectors.joining(","));
    }
}
