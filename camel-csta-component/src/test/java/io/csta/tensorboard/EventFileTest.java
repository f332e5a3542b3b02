package io.csta.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csta.OutputException;
import io.csta.testing.EventFiles;
import io.csta.testing.EventFiles.Scalar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventFileTest {

    /** The steps 1 and 300 of {@link #step}, as written by RecordWriter and event_pb2 of the Python package tensorboard 2.21.0. */
    private static final String BY_TENSORBOARD =
            "GAAAAAAAAACjf0siCQAAEED8VNlBGg1icmFpbi5FdmVudDoyM40v6SYAAAAAAAAAc0/jAAkAABBA/FTZQRABKhkKCwoEbG9zcxUAAAA/"
                    + "CgoKA3RhdRUAAAC+maRl5ycAAAAAAAAAu+GxRgkAANCK/FTZQRCsAioZCgsKBGxvc3MVDnTaOgoKCgN0YXUVAAAAvutzdJs=";

    @TempDir
    Path folder;

    private static Scalars step(int number) {
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("loss", 0.5 / number);
        values.put("tau", -0.125);
        return new Scalars(number, 1_700_000_000.25 + number - 1, values);
    }

    private Path file() {
        return folder.resolve("run/split1/events.out.tfevents.csta");
    }

    private EventFile events() {
        return new EventFile(folder.resolve("run/split1"));
    }

    private EventFile prepared(List<Scalars> steps) {
        EventFile events = events();
        events.requireWritable();
        events.requireOnly(steps);
        return events;
    }

    @Test
    void records_equalThoseOfTensorBoard() {
        assertThat(Records.of(List.of(step(1), step(300))))
                .isEqualTo(Base64.getDecoder().decode(BY_TENSORBOARD));
    }

    @Test
    void update_stepAfterStep_containsEachOnce() throws IOException {
        EventFile events = prepared(List.of());
        events.update(List.of(step(1)));
        events.update(List.of(step(1), step(2)));
        events.update(List.of(step(1), step(2)));
        prepared(List.of(step(1), step(2)));
        events().update(List.of(step(1), step(2), step(3)));

        assertThat(EventFiles.read(file()))
                .containsExactly(
                        new Scalar(1, "loss", 0.5f),
                        new Scalar(1, "tau", -0.125f),
                        new Scalar(2, "loss", 0.25f),
                        new Scalar(2, "tau", -0.125f),
                        new Scalar(3, "loss", 0.5f / 3),
                        new Scalar(3, "tau", -0.125f));
    }

    @Test
    void update_afterAWriteThatWasCutAnywhere_appendsTheRest() throws IOException {
        List<Scalars> steps = List.of(step(1), step(2));
        prepared(List.of());
        byte[] whole = Records.of(steps);
        for (int length = 0; length <= whole.length; length++) {
            Files.write(file(), Arrays.copyOf(whole, length));
            prepared(steps);
            events().update(steps);
            assertThat(file()).hasBinaryContent(whole);
        }
    }

    @Test
    void aFileWithOtherContent_isKeptUntilItIsDeleted() throws IOException {
        prepared(List.of());
        events().update(List.of(step(2)));
        byte[] other = Files.readAllBytes(file());

        for (List<Scalars> steps : List.of(List.<Scalars>of(), List.of(step(1)), List.of(step(1), step(2)))) {
            assertThatThrownBy(() -> prepared(steps))
                    .isInstanceOf(OutputException.class)
                    .hasMessage(file() + " contains another run; choose another folder, or allow overwriting");
            assertThatThrownBy(() -> events().update(steps)).isInstanceOf(OutputException.class);
            assertThat(file()).hasBinaryContent(other);
        }
        events().delete();
        assertThat(file()).doesNotExist();
        events().update(List.of(step(1)));
        assertThat(EventFiles.read(file())).extracting(Scalar::step).containsOnly(1L);
    }

    @Test
    void requireWritable_whereAFileHasTheNameOfTheFolder_saysSo() throws IOException {
        Files.writeString(folder.resolve("run"), "a file");
        assertThatThrownBy(() -> prepared(List.of()))
                .isInstanceOf(OutputException.class)
                .hasMessageContaining("run")
                .hasMessageContaining("cannot be written");
    }
}
