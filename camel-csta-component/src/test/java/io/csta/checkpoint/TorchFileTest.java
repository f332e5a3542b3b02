package io.csta.checkpoint;

import static io.csta.checkpoint.PickleWriter.pickle;
import static io.csta.checkpoint.TorchFiles.floats;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** PyTorch's two formats, in cases that the golden files do not have; most of them lies. */
class TorchFileTest {

    private static final long[] ONE = {1};

    private final Path file;

    TorchFileTest(@TempDir Path folder) {
        this.file = folder.resolve("test.pt");
    }

    private enum Container {
        ZIP,
        LEGACY;

        Path write(Path file, byte[] pickle, Map<String, byte[]> storages, int elementBytes) {
            return this == ZIP
                    ? TorchFiles.zip(file, pickle, storages)
                    : TorchFiles.legacy(file, pickle, storages, elementBytes);
        }
    }

    @ParameterizedTest
    @EnumSource
    void read_viewsOfOneStorage_areContiguousTensors(Container container) {
        byte[] pickle = dict().text("whole")
                .tensor(DType.FLOAT32, "0", 6, 0, new long[] {2, 3}, new long[] {3, 1})
                .op(Opcodes.SETITEM)
                .text("transposed")
                .tensor(DType.FLOAT32, "0", 6, 0, new long[] {3, 2}, new long[] {1, 3})
                .op(Opcodes.SETITEM)
                .text("column")
                .tensor(DType.FLOAT32, "0", 6, 1, new long[] {2}, new long[] {3})
                .op(Opcodes.SETITEM)
                .text("repeated")
                .tensor(DType.FLOAT32, "0", 6, 5, new long[] {2, 2}, new long[] {0, 0})
                .op(Opcodes.SETITEM)
                .text("row")
                .tensor(DType.FLOAT32, "0", 6, 3, new long[] {1, 3}, new long[] {99, 1})
                .op(Opcodes.SETITEM)
                .stop();

        Checkpoint checkpoint =
                Checkpoint.read(container.write(file, pickle, Map.of("0", floats(0, 1, 2, 3, 4, 5)), Float.BYTES));

        assertThat(checkpoint.tensor("whole").toFloats()).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(checkpoint.tensor("transposed").toFloats()).containsExactly(0, 3, 1, 4, 2, 5);
        assertThat(checkpoint.tensor("column").toFloats()).containsExactly(1, 4);
        assertThat(checkpoint.tensor("repeated").toFloats()).containsExactly(5, 5, 5, 5);
        assertThat(checkpoint.tensor("row").toFloats()).containsExactly(3, 4, 5);
    }

    @ParameterizedTest
    @EnumSource
    void read_bfloat16AndTransposed_widensExactly(Container container) {
        byte[] pickle = dict().text("w")
                .tensor(DType.BFLOAT16, "k", 4, 0, new long[] {2, 2}, new long[] {1, 2})
                .op(Opcodes.SETITEM)
                .stop();
        byte[] data = {(byte) 0x80, 0x3f, 0x00, (byte) 0xc0, (byte) 0x80, 0x7f, 0x01, 0x00};

        Tensor tensor = Checkpoint.read(container.write(file, pickle, Map.of("k", data), 2))
                .tensor("w");

        assertThat(tensor.dtype()).isEqualTo(DType.BFLOAT16);
        assertThat(tensor.toFloats()).containsExactly(1, Float.POSITIVE_INFINITY, -2, Float.intBitsToFloat(0x00010000));
    }

    @ParameterizedTest
    @EnumSource
    void read_nestedContainers_ignoresWhatIsNotTheModel(Container container) {
        byte[] pickle = dict().text("optimizer")
                .op(Opcodes.EMPTY_DICT)
                .text("exp_avg")
                .tensor(DType.FLOAT32, "moment", 1, 0, ONE, ONE)
                .op(Opcodes.SETITEM, Opcodes.SETITEM)
                .text("model")
                .op(Opcodes.EMPTY_DICT)
                .text("epoch")
                .op(Opcodes.BININT1, 3, Opcodes.SETITEM)
                .text("state_dict")
                .op(Opcodes.EMPTY_DICT)
                .text("w")
                .tensor(DType.FLOAT32, "weight", 1, 0, ONE, ONE)
                .op(Opcodes.SETITEM)
                .text("note")
                .text("not a tensor")
                .op(Opcodes.SETITEM, Opcodes.SETITEM, Opcodes.SETITEM)
                .stop();
        Map<String, byte[]> storages = new LinkedHashMap<>();
        storages.put("moment", floats(1));
        storages.put("weight", floats(2));

        Checkpoint checkpoint = Checkpoint.read(container.write(file, pickle, storages, Float.BYTES));

        assertThat(checkpoint.tensors()).containsOnlyKeys("w");
        assertThat(checkpoint.tensor("w").toFloats()).containsExactly(2);
    }

    @Test
    void read_withoutTensorsByName_saysWhatIsThere() {
        assertThatReading(pickle().op(Opcodes.NONE).stop(), Map.of()).hasMessageContaining("no dict");
        assertThatReading(pickle().tensor(DType.FLOAT32, "0", 1, 0, ONE, ONE).stop(), Map.of("0", floats(1)))
                .hasMessageContaining("one tensor without a name");
        assertThatReading(dict().text("net").op(Opcodes.NONE, Opcodes.SETITEM).stop(), Map.of())
                .hasMessageContaining("no named tensors")
                .hasMessageContaining("keys found: net");
        assertThat(Checkpoint.read(TorchFiles.zip(file, dict().stop(), Map.of()))
                        .tensors())
                .isEmpty();
    }

    @Test
    void read_partOfAStorageInAnOldLegacyFile_startsWhereThatStarts() {
        PickleWriter pickle =
                dict().text("w").global("torch._utils", "_rebuild_tensor").op(Opcodes.MARK);
        pickle.op(Opcodes.MARK)
                .text("storage")
                .global("torch", "FloatStorage")
                .text("0")
                .text("cpu")
                .integer(4);
        pickle.op(Opcodes.MARK).text("view").integer(2).integer(2).op(Opcodes.TUPLE, Opcodes.TUPLE, Opcodes.BINPERSID);
        pickle.integer(1).integers(1).integers(1).op(Opcodes.TUPLE, Opcodes.REDUCE, Opcodes.SETITEM);

        TorchFiles.legacy(file, pickle.stop(), Map.of("0", floats(0, 1, 2, 3)), Float.BYTES);

        assertThat(Checkpoint.read(file).tensor("w").toFloats()).containsExactly(3);
    }

    @Test
    void read_windowThatLies_isRefused() {
        long huge = Long.MAX_VALUE;
        assertThatWindow(4, 1, new long[] {4}, new long[] {1}).hasMessageContaining("outside");
        assertThatWindow(4, 5, new long[] {0}, new long[] {1}).hasMessageContaining("outside");
        assertThatWindow(4, -1, new long[] {1}, new long[] {1}).hasMessageContaining("outside");
        assertThatWindow(4, 0, new long[] {2, 2}, new long[] {3, 1}).hasMessageContaining("outside");
        assertThatWindow(4, 3, new long[] {2}, new long[] {-1}).hasMessageContaining("outside");
        assertThatWindow(4, 0, new long[] {3}, new long[] {huge}).hasMessageContaining("outside");
        assertThatWindow(4, huge, new long[] {3}, new long[] {huge}).hasMessageContaining("outside");
        assertThatWindow(4, 0, new long[] {-2, -2}, new long[] {1, 1}).hasMessageContaining("negative");
        assertThatWindow(4, 0, new long[] {huge, huge}, new long[] {0, 0}).hasMessageContaining("impossible");
        assertThatWindow(4, 0, new long[] {huge}, new long[] {0}).hasMessageContaining("impossible");
        assertThatWindow(4, 0, new long[] {1L << 40}, new long[] {0}).hasMessageContaining("more than a file");
        assertThatWindow(4, 0, new long[] {1, 1}, new long[] {1}).hasMessageContaining("strides");
        assertThatWindow(4, 0, new long[65], new long[65]).hasMessageContaining("65 dimensions");
        assertThatWindow(-1, 0, ONE, ONE).hasMessageContaining("impossible");
        assertThatWindow(huge, 0, ONE, ONE).hasMessageContaining("impossible");
        assertThatWindow(1L << 59, 0, ONE, ONE).hasMessageContaining("16 bytes");
        assertThatWindow(3, 0, ONE, ONE).hasMessageContaining("16 bytes");
    }

    @Test
    void read_legacyStorageThatLies_isRefused() {
        for (long count : new long[] {5, 3, 1L << 40, Long.MAX_VALUE / 8, -1}) {
            TorchFiles.legacy(file, window(count, 0, ONE, ONE), Map.of("0", floats(0, 1, 2, 3)), Float.BYTES);
            assertThatThrownBy(() -> Checkpoint.read(file)).isInstanceOf(CheckpointException.class);
        }
        TorchFiles.legacy(file, window(1L << 59, 0, ONE, ONE), Map.of("0", new byte[4]), Float.BYTES);
        byte[] bytes = TorchFiles.bytes(file);
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(bytes.length - 12, 1L << 59);
        TorchFiles.write(file, bytes);
        assertThatThrownBy(() -> Checkpoint.read(file))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("cut short");
    }

    @Test
    void read_storageOfTwoTypesOrWithoutData_isRefused() {
        byte[] twice = dict().text("a")
                .tensor(DType.FLOAT32, "0", 1, 0, ONE, ONE)
                .op(Opcodes.SETITEM)
                .text("b")
                .tensor(DType.INT32, "0", 1, 0, ONE, ONE)
                .op(Opcodes.SETITEM)
                .stop();
        assertThatReading(twice, Map.of("0", floats(1))).hasMessageContaining("two types");
        assertThatReading(window(1, 0, ONE, ONE), Map.of()).hasMessageContaining("lacks the data of the storage 0");

        TorchFiles.legacy(file, window(1, 0, ONE, ONE), Map.of(), Float.BYTES);
        assertThatThrownBy(() -> Checkpoint.read(file)).hasMessageContaining("lacks the data of the storage 0");
        TorchFiles.legacy(file, window(1, 0, ONE, ONE), Map.of("1", floats(1)), Float.BYTES);
        assertThatThrownBy(() -> Checkpoint.read(file)).hasMessageContaining("one that no tensor uses");
    }

    @Test
    void read_bigEndian_isRefused() {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("a/data.pkl", window(1, 0, ONE, ONE));
        entries.put("a/byteorder", "big".getBytes(StandardCharsets.US_ASCII));
        entries.put("a/data/0", floats(1));
        TorchFiles.zip(file, entries);
        assertThatThrownBy(() -> Checkpoint.read(file)).hasMessageContaining("not little-endian");

        TorchFiles.legacy(file, window(1, 0, ONE, ONE), Map.of("0", floats(1)), Float.BYTES, false);
        assertThatThrownBy(() -> Checkpoint.read(file)).hasMessageContaining("little-endian");
    }

    @Test
    void read_legacyWithMoreOrOtherThanItShould_isRefused() {
        TorchFiles.legacy(file, window(1, 0, ONE, ONE), Map.of("0", floats(7)), Float.BYTES);
        byte[] honest = TorchFiles.bytes(file);
        TorchFiles.write(file, Arrays.copyOf(honest, honest.length + 3));
        assertThatThrownBy(() -> Checkpoint.read(file)).hasMessageContaining("3 bytes more");

        TorchFiles.write(file, pickle().text("just a pickle").stop());
        assertThatThrownBy(() -> Checkpoint.read(file)).hasMessageContaining("not one that torch.save wrote");
    }

    private static PickleWriter dict() {
        return pickle().op(Opcodes.EMPTY_DICT);
    }

    private static byte[] window(long count, long offset, long[] shape, long[] strides) {
        return dict().text("w")
                .tensor(DType.FLOAT32, "0", count, offset, shape, strides)
                .op(Opcodes.SETITEM)
                .stop();
    }

    private AbstractThrowableAssert<?, ? extends Throwable> assertThatWindow(
            long count, long offset, long[] shape, long[] strides) {
        return assertThatReading(window(count, offset, shape, strides), Map.of("0", floats(0, 1, 2, 3)));
    }

    private AbstractThrowableAssert<?, ? extends Throwable> assertThatReading(
            byte[] pickle, Map<String, byte[]> storages) {
        TorchFiles.zip(file, pickle, storages);
        return assertThatThrownBy(() -> Checkpoint.read(file)).isInstanceOf(CheckpointException.class);
    }
}
