package io.csta.checkpoint;

import static io.csta.checkpoint.PickleWriter.pickle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every damage to a small file is either noticed with a {@link CheckpointException} or makes no difference to reading. */
class DamagedFileTest {

    /** What a byte is combined with by exclusive or: all bits, the lowest. */
    private static final int[] FLIPS = {0xff, 0x01};

    /** Every how many bytes one is changed; a prime, so that no structure is missed. */
    private static final int SOME = 5;

    private final Path file;

    DamagedFileTest(@TempDir Path folder) {
        this.file = folder.resolve("damaged");
    }

    @ParameterizedTest
    @ValueSource(strings = {"zip.pt", "legacy.pth", "hostile.pt", "hostile-legacy.pth"})
    void read_anyByteChanged_isReadOrRefused(String name) throws IOException {
        damageEachByte(TorchFiles.golden(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"zip.pt", "legacy.pth", "wrapped.pt"})
    void read_cutShortAnywhere_isRefused(String name) throws IOException {
        cutShortEverywhere(TorchFiles.golden(name));
    }

    @Test
    void read_someByteOfThePickleChanged_isReadOrRefused() throws IOException {
        damageBytesOfThePickle(SOME);
    }

    @Test
    @Tag("slow")
    void read_anyByteOfThePickleChanged_isReadOrRefused() throws IOException {
        damageBytesOfThePickle(1);
    }

    private void damageBytesOfThePickle(int step) throws IOException {
        // In the zip format a checksum guards the pickle; here it is made to fit, as an attacker would.
        Map<String, byte[]> entries = unzip(TorchFiles.write(file, TorchFiles.golden("zip.pt")));
        byte[] pickle = Objects.requireNonNull(entries.get("zip/data.pkl"));
        int refused = 0;
        for (int i = 0; i < pickle.length; i += step) {
            for (int flip : FLIPS) {
                byte[] damaged = pickle.clone();
                damaged[i] ^= (byte) flip;
                entries.put("zip/data.pkl", damaged);
                TorchFiles.zip(file, entries);
                refused += isRefused("byte " + i + " flipped by " + flip) ? 1 : 0;
            }
        }
        assertThat(refused).isGreaterThan(pickle.length / step);
    }

    @Test
    void unpickler_someByteReplacedByAnyInstruction_readsOrRefuses() throws IOException {
        replaceBytesByInstructions(SOME);
    }

    @Test
    @Tag("slow")
    void unpickler_anyByteReplacedByAnyInstruction_readsOrRefuses() throws IOException {
        replaceBytesByInstructions(1);
    }

    private void replaceBytesByInstructions(int step) throws IOException {
        byte[] pickle = Objects.requireNonNull(
                unzip(TorchFiles.write(file, TorchFiles.golden("wrapped.pt"))).get("wrapped/data.pkl"));
        for (int i = 0; i < pickle.length; i += step) {
            byte honest = pickle[i];
            for (int replacement = 0; replacement < 256; replacement += 1 + i % 3) {
                pickle[i] = (byte) replacement;
                try {
                    StateDict.of(Unpickler.read(ByteSource.of(pickle), new PersistentId()));
                } catch (CheckpointException e) {
                    // As it should be.
                } catch (RuntimeException | Error e) {
                    throw new AssertionError("byte " + i + " = " + replacement, e);
                }
            }
            pickle[i] = honest;
        }
    }

    @Test
    void read_anyByteOfSafetensorsChangedOrMissing_isReadOrRefused() throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("a", Tensor.of(new float[] {1, 2}, 2, 1));
        tensors.put("b", Tensor.ofLongs(new long[] {3}));
        new Checkpoint(tensors, Map.of("k", "v")).writeSafetensors(file);
        byte[] honest = TorchFiles.bytes(file);

        damageEachByte(honest);
        cutShortEverywhere(honest);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<!DOCTYPE html><html>", "PK", "\u0089HDF\r\n\u001a\n", "version https://git-lfs"})
    void read_otherFile_isRefused(String content) {
        TorchFiles.write(file, content.getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> Checkpoint.read(file))
                .isInstanceOf(CheckpointException.class)
                .hasMessageStartingWith(file + (content.isEmpty() ? ": empty file; " : ": is "));
    }

    @Test
    void read_noFileOrAFolder_saysSo() {
        Path folder = Path.of("").toAbsolutePath();

        assertThatThrownBy(() -> Checkpoint.read(file))
                .isInstanceOf(CheckpointException.class)
                .hasMessage(file + ": no such file; check the path");
        assertThatThrownBy(() -> Checkpoint.read(folder))
                .isInstanceOf(CheckpointException.class)
                .hasMessage(folder + ": not a file but a folder; specify a checkpoint file");
    }

    @Test
    void read_manyLargeTensorsFromFewBytes_isRefused() {
        PickleWriter pickle = pickle().op(Opcodes.EMPTY_DICT);
        for (int i = 0; i < 100; i++) {
            pickle.text("w" + i)
                    .tensor(DType.FLOAT32, "0", 1, 0, new long[] {1 << 20}, new long[] {0})
                    .op(Opcodes.SETITEM);
        }
        TorchFiles.zip(file, pickle.stop(), Map.of("0", TorchFiles.floats(1)));

        assertThatThrownBy(() -> Checkpoint.read(file))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("more than a file of this size can hold");
    }

    private void damageEachByte(byte[] honest) throws IOException {
        TorchFiles.write(file, honest);
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            for (int i = 0; i < honest.length; i++) {
                for (int flip : FLIPS) {
                    bytes.seek(i);
                    bytes.write(honest[i] ^ flip);
                    isRefused("byte " + i + " flipped by " + flip);
                }
                bytes.seek(i);
                bytes.write(honest[i]);
            }
        }
        assertThat(TorchFiles.bytes(file)).isEqualTo(honest);
    }

    private void cutShortEverywhere(byte[] honest) throws IOException {
        TorchFiles.write(file, honest);
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            for (int length = honest.length - 1; length >= 0; length--) {
                bytes.setLength(length);
                assertThat(isRefused("the first " + length + " bytes"))
                        .as("the first %d bytes", length)
                        .isTrue();
            }
        }
    }

    /** Anything but a success or a {@link CheckpointException} fails the test. */
    private boolean isRefused(String what) {
        try {
            Checkpoint.read(file).tensors().values().forEach(Tensor::toFloats);
            return false;
        } catch (CheckpointException e) {
            assertThat(e).hasMessageStartingWith(file + ": ");
            return true;
        } catch (RuntimeException | Error e) {
            throw new AssertionError(what, e);
        }
    }

    private static Map<String, byte[]> unzip(Path archive) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                entries.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        }
        return entries;
    }
}
