package io.csta.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csta.testing.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SplitsTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"summe, 25", "SumMe, 25", "tvsum, 50", "TVSum, 50"})
    void of_published_everyVideoIsTestedOnceAndTrainsTheOtherTimes(String name, int videos) {
        Splits splits = Splits.of(name);
        List<String> all =
                IntStream.rangeClosed(1, videos).mapToObj(i -> "video_" + i).toList();
        assertThat(splits.list()).hasSize(5);
        assertThat(splits.list().stream().flatMap(split -> split.test().stream()))
                .containsExactlyInAnyOrderElementsOf(all);
        for (Split split : splits.list()) {
            assertThat(split.test()).hasSize(videos / 5);
            assertThat(split.train()).hasSize(videos - videos / 5).containsAll(except(split.test(), all));
        }
    }

    @Test
    void of_published_areThoseOfThePaper() {
        assertThat(Splits.of("summe").list().get(0).test())
                .containsExactly("video_2", "video_11", "video_13", "video_14", "video_24");
        assertThat(Splits.of("summe").list().get(4).test())
                .containsExactly("video_3", "video_6", "video_16", "video_19", "video_22");
        assertThat(Splits.of("tvsum").list().get(1).test()).startsWith("video_1", "video_4", "video_15");
        assertThat(Splits.of("tvsum").list().get(4).test()).endsWith("video_32", "video_37", "video_42");
    }

    @Test
    void read_publishedText_holdsTrainingBeforeTest() {
        Splits splits = Splits.read(Golden.path("mini_summe_splits.txt"));
        assertThat(splits.list())
                .containsExactly(
                        new Split(List.of("video_1", "video_2", "video_3", "video_4"), List.of("video_5")),
                        new Split(List.of("video_2", "video_3", "video_4", "video_5"), List.of("video_1")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"train_keys\":[\"../data/x.h5/video_1\",\"../data/x.h5/video_3\"],\"test_keys\":[\"../data/x.h5/video_2\"]}]",
                "[{\"train_keys\":[\"video_1\",\"video_3\"],\"test_keys\":[\"video_2\"]}]",
                "\n {\"splits\": [{\"train\": [\"video_1\", \"video_3\"], \"test\": [\"video_2\"]}]}\n",
                "Own/split0/video_1, video_3/video_2\r\n\r\n"
            })
    void read_everyFormat_isTheSame(String text) throws IOException {
        assertThat(Splits.read(file(text)).list())
                .containsExactly(new Split(List.of("video_1", "video_3"), List.of("video_2")));
    }

    @Test
    void read_whatIsNoSplit_isRefusedWithItsPlace() throws IOException {
        assertRefused("", "splits: empty file; expected {\"splits\"");
        assertRefused("{\"splits\":[]}", "splits: has no splits");
        assertRefused("{\"split\":[]}", "splits: has no list of splits");
        assertRefused("{\"splits\":[{\"train\":[\"a\"]}]}", "splits: split 1 has no list 'test'");
        assertRefused("{\"splits\":[{\"train\":[1],\"test\":[2]}]}", "split 1: 'train' contains 1; expected names");
        assertRefused("{\"splits\":[\n{\"train\":", "splits: invalid JSON in line 2: Unexpected end-of-input");
        assertRefused("A/split0/a/b\nB/split1/a", "splits: line 2: expected 4 parts separated by slashes, found 3");
        assertRefused("A/split0//b", "splits: split 1 has no training videos; add at least one");
        assertRefused("A/split0/a/b\nA/split1/a/ ,", "splits: split 2 has no test videos");
        assertRefused("A/split0/a,b/b,c", "splits: split 1 has b in both lists; remove it from one");
        assertRefused("A/split0/a,b,a/c", "splits: split 1 lists a twice");
    }

    @Test
    void read_whatIsNoText_isRefused() throws IOException {
        Path file = Files.write(folder.resolve("splits"), new byte[] {(byte) 0xff, (byte) 0xfe});
        assertThatThrownBy(() -> Splits.read(file))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("splits: not UTF-8 text");
        assertThatThrownBy(() -> Splits.of("sume"))
                .isInstanceOf(DatasetException.class)
                .hasMessage("sume: no such file; use a file of splits, or summe or tvsum");
    }

    @Test
    void requireIn_aVideoThatTheFileLacks_isRefused() {
        try (Dataset dataset = Dataset.open(Golden.path("mini_summe.h5"))) {
            Splits.read(Golden.path("mini_summe_splits.txt")).requireIn(dataset);
            assertThatThrownBy(() -> Splits.of("summe").requireIn(dataset))
                    .isInstanceOf(DatasetException.class)
                    .hasMessageStartingWith("summe: split 1 refers to video_6, which is not in ")
                    .hasMessageEndingWith("mini_summe.h5; available: 5 videos, video_1 to video_5");
        }
    }

    private void assertRefused(String text, String message) throws IOException {
        Path file = file(text);
        assertThatThrownBy(() -> Splits.read(file))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining(message);
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("splits"), text);
    }

    private static List<String> except(List<String> some, List<String> all) {
        return all.stream().filter(video -> !some.contains(video)).toList();
    }
}
