package io.csta.checkpoint;

import static io.csta.checkpoint.PickleWriter.pickle;
import static io.csta.checkpoint.TorchFiles.floats;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only the zip archive around a checkpoint can get wrong. */
class TorchZipTest {

    private static final long[] ONE = {1};

    private final Path file;

    TorchZipTest(@TempDir Path folder) {
        this.file = folder.resolve("test.pt");
    }

    @Test
    void read_compressedEntries_isRefusedBeforeTheyAreInflated() {
        Map<String, byte[]> bomb = Map.of("a/data.pkl", new byte[64 << 20]);
        TorchFiles.zip(file, bomb, ZipEntry.DEFLATED);

        assertThatThrownBy(() -> Checkpoint.read(file))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("compressed");
    }

    @Test
    void read_otherZipArchive_isRefused() {
        TorchFiles.zip(file, Map.of("word/document.xml", new byte[3]));
        assertThatThrownBy(() -> Checkpoint.read(file)).hasMessageContaining("not one that torch.save wrote");

        TorchFiles.zip(file, Map.of("a/data.pkl", dict().stop(), "b/data.pkl", dict().stop()));
        assertThatThrownBy(() -> Checkpoint.read(file)).hasMessageContaining("more than one data.pkl");
    }

    @Test
    void read_zipDirectoryThatClaimsBillionsOfEntries_isRefused() {
        byte[] honest = TorchFiles.golden("zip.pt");
        // PyTorch writes the zip64 structures always.
        int end = honest.length - 56 - 20 - 22;
        for (long count : new long[] {-1, 1L << 28, 0x30000000L, Integer.MAX_VALUE, 1L << 40}) {
            TorchFiles.write(file, withZip64(honest, end, count));
            assertThatThrownBy(() -> Checkpoint.read(file))
                    .as("%d entries", count)
                    .isInstanceOf(CheckpointException.class)
                    .hasMessageContaining("claims");
        }
        TorchFiles.write(file, withZip64(honest, end, 12));
        assertThat(Checkpoint.read(file).tensors()).hasSize(11);
    }

    @Test
    void read_zipDirectoryThatHidesBehindAComment_isRefused() {
        byte[] bytes = TorchFiles.golden("zip.pt");
        bytes[bytes.length - 2] = 1;
        TorchFiles.write(file, bytes);

        assertThatThrownBy(() -> Checkpoint.read(file))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("no zip directory at its end");
    }

    @Test
    void read_damagedElement_isFoundEvenWhereNoTensorLooks() {
        byte[] pickle = dict().text("w")
                .tensor(DType.FLOAT32, "0", 2, 0, ONE, ONE)
                .op(Opcodes.SETITEM)
                .stop();
        TorchFiles.zip(file, pickle, Map.of("0", floats(1, 12345), "unused", floats(54321)));
        byte[] honest = TorchFiles.bytes(file);
        for (float value : new float[] {12345, 54321}) {
            byte[] damaged = honest.clone();
            damaged[TorchFiles.indexOf(damaged, floats(value))]++;
            TorchFiles.write(file, damaged);
            assertThatThrownBy(() -> Checkpoint.read(file))
                    .isInstanceOf(CheckpointException.class)
                    .hasMessageContaining("checksum");
        }
    }

    @Test
    void read_zipWithoutChecksums_isRead() {
        // PyTorch can be told to compute none; it then writes zeros.
        TorchFiles.zip(
                file,
                dict().text("w")
                        .tensor(DType.FLOAT32, "0", 1, 0, ONE, ONE)
                        .op(Opcodes.SETITEM)
                        .stop(),
                Map.of("0", floats(7)));
        byte[] bytes = TorchFiles.bytes(file);
        for (int i = 0; i < bytes.length - 4; i++) {
            int signature =
                    ByteBuffer.wrap(bytes, i, 4).order(ByteOrder.LITTLE_ENDIAN).getInt();
            int checksum = signature == 0x04034b50 ? i + 14 : signature == 0x02014b50 ? i + 16 : 0;
            if (checksum > 0) {
                Arrays.fill(bytes, checksum, checksum + 4, (byte) 0);
            }
        }
        TorchFiles.write(file, bytes);

        assertThat(Checkpoint.read(file).tensor("w").toFloats()).containsExactly(7);
    }

    private static PickleWriter dict() {
        return pickle().op(Opcodes.EMPTY_DICT);
    }

    /** The same archive with a zip64 directory end that claims so many entries. */
    private static byte[] withZip64(byte[] honest, int end, long count) {
        ByteBuffer old = ByteBuffer.wrap(honest).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer zip = ByteBuffer.allocate(end + 56 + 20 + 22).order(ByteOrder.LITTLE_ENDIAN);
        zip.put(honest, 0, end);
        zip.putInt(0x06064b50)
                .putLong(44)
                .putShort((short) 45)
                .putShort((short) 45)
                .putLong(0);
        zip.putLong(count).putLong(count).putLong(old.getLong(end + 40)).putLong(old.getLong(end + 48));
        zip.putInt(0x07064b50).putInt(0).putLong(end).putInt(1);
        zip.putInt(0x06054b50).putInt(0).putInt(-1).putInt(-1).putInt(-1).putShort((short) 0);
        return zip.array();
    }
}
