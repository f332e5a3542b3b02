package io.csta.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csta.OutputException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsTest {

    private static final String ONE_FLOAT = "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}}";

    private final Path folder;
    private final Path file;

    SafetensorsTest(@TempDir Path folder) {
        this.folder = folder;
        this.file = folder.resolve("test.safetensors");
    }

    @ParameterizedTest
    @EnumSource
    void roundTrip_everyType_keepsEveryBit(DType dtype) {
        byte[] bytes = new byte[6 * dtype.bytes()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (dtype == DType.BOOL ? i % 2 : 37 * i + 11);
        }
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("odd", Tensor.ofBytes(DType.BOOL, new byte[] {1, 0, 1}, 3));
        tensors.put("matrix", Tensor.ofBytes(dtype, bytes, 2, 3));
        tensors.put("scalar", Tensor.ofLongs(new long[] {(1L << 53) + 1}));
        tensors.put("empty", Tensor.ofBytes(dtype, new byte[0], 0, 4));
        tensors.put("naïve \"name\"\n", Tensor.of(new float[] {1}, 1));
        Checkpoint checkpoint = new Checkpoint(tensors, Map.of("format", "pt", "note", "ünïcode"));

        checkpoint.writeSafetensors(file);

        Checkpoint read = Checkpoint.read(file);
        assertThat(read).isEqualTo(checkpoint);
        assertThat(read.tensors().keySet()).containsExactlyElementsOf(tensors.keySet());
    }

    @Test
    void ofSafetensors_theBytesOfAFile_areItsCheckpoint_andDamagedOnesAreRefused() throws IOException {
        Checkpoint checkpoint = new Checkpoint(Map.of("a", Tensor.of(new float[] {1, 2}, 2)), Map.of("note", "n"));
        checkpoint.writeSafetensors(file);
        byte[] bytes = Files.readAllBytes(file);
        assertThat(Checkpoint.ofSafetensors(bytes)).isEqualTo(checkpoint);
        for (byte[] damaged : List.of(
                new byte[0],
                Arrays.copyOf(bytes, bytes.length - 1),
                "no checkpoint at all".getBytes(StandardCharsets.UTF_8),
                "\u0005\0\0\0\0\0\0\0{bad}".getBytes(StandardCharsets.UTF_8))) {
            assertThatThrownBy(() -> Checkpoint.ofSafetensors(damaged)).isInstanceOf(CheckpointException.class);
        }
    }

    @Test
    void write_header_isAlignedAndTheFormatsOwn() throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("b", Tensor.ofBytes(DType.UINT8, new byte[] {9}, 1));
        tensors.put("a", Tensor.of(new float[] {1}));

        Checkpoint.of(tensors).writeSafetensors(file);

        byte[] bytes = Files.readAllBytes(file);
        assertThat(bytes[0] % 8).isZero();
        assertThat(new String(bytes, 8, bytes[0] & 0xff, StandardCharsets.UTF_8).strip())
                .isEqualTo(("{'b':{'dtype':'U8','shape':[1],'data_offsets':[4,5]},"
                                + "'a':{'dtype':'F32','shape':[],'data_offsets':[0,4]}}")
                        .replace('\'', '"'));
        assertThat(bytes).hasSize(8 + bytes[0] + 5).endsWith(0, 0, 0x80, 0x3f, 9);
    }

    @Test
    void write_overAnotherFile_replacesItWholeAndLeavesNothingElse() throws IOException {
        Files.writeString(file, "old");

        Checkpoint.of(Map.of("a", Tensor.of(new float[] {1}))).writeSafetensors(file);

        assertThat(Checkpoint.read(file).tensors()).containsOnlyKeys("a");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(file);
        }
    }

    @Test
    void write_whereItCannot_saysWhyAndLeavesNothing() throws IOException {
        Checkpoint checkpoint = Checkpoint.of(Map.of("a", Tensor.of(new float[] {1})));
        Path missing = folder.resolve("missing/test.safetensors");
        Path occupied = folder.resolve("occupied");
        Files.createDirectories(occupied.resolve("by a folder"));

        assertThatThrownBy(() -> checkpoint.writeSafetensors(missing))
                .isInstanceOf(OutputException.class)
                .hasMessageContaining("no such folder");
        assertThatThrownBy(() -> checkpoint.writeSafetensors(occupied))
                .isInstanceOf(OutputException.class)
                .hasMessageContaining("cannot be written");
        assertThatThrownBy(() -> Checkpoint.of(Map.of("__metadata__", Tensor.of(new float[] {1})))
                        .writeSafetensors(file))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("__metadata__");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(occupied);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{ \"__metadata__\" : {} }   ",
            })
    void read_withoutTensors_isEmpty(String header) {
        write(header, 0);

        assertThat(Checkpoint.read(file).tensors()).isEmpty();
    }

    @Test
    void read_headerOfSixHundredFortyBytes_isNotTakenForAPickle() {
        // Its length begins with the bytes 80 02, like a pickle of protocol 2.
        write(ONE_FLOAT.replace('\'', '"') + " ".repeat(640 - ONE_FLOAT.length()), 4);

        assertThat(Checkpoint.read(file).tensors()).containsOnlyKeys("a");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,5]}} | 5 | takes 1 elements",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,4]}} | 4 | takes 2 elements",
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}} | 3 | cut short",
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}} | 5 | 1 bytes more",
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':[1,5]}} | 5 | damaged",
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':[4,0]}} | 4 | damaged",
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':[-4,0]}} | 4 | damaged",
                "{'a':{'dtype':'F32','shape':[-1],'data_offsets':[0,4]}} | 4 | malformed",
                "{'a':{'dtype':'F32','shape':[-1,-1],'data_offsets':[0,4]}} | 4 | malformed",
                "{'a':{'dtype':'F32','shape':[-2,-2],'data_offsets':[0,16]}} | 16 | negative",
                "{'a':{'dtype':'F32','shape':[4611686018427387905,4],'data_offsets':[0,16]}} | 16 | impossible",
                "{'a':{'dtype':'F32','shape':[99999999999999999999],'data_offsets':[0,4]}} | 4 | malformed",
                "{'a':{'dtype':'F32','shape':[1e9],'data_offsets':[0,4]}} | 4 | malformed",
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,9223372036854775807]}} | 4 | cut short",
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0]}} | 4 | malformed",
                "{'a':{'dtype':'F8_E4M3','shape':[1],'data_offsets':[0,1]}} | 1 | 'F8_E4M3'",
                "{'a':{'dtype':7,'shape':[1],'data_offsets':[0,1]}} | 1 | malformed",
                "{'a':{'shape':[1],'data_offsets':[0,1]}} | 1 | type ''",
                "{'a':{'dtype':'U8','data_offsets':[0,1]}} | 1 | malformed",
                "{'a':[1]} | 0 | malformed",
                "{'a':{'dtype':'U8','shape':[1],'data_offsets':[0,1]},'a':{}} | 1 | Duplicate",
                "{'__metadata__':{'x':1}} | 0 | malformed",
                "{'a':{'dtype':'U8','shape':[1],'data_offsets':[0,1]} | 1 | malformed",
                "{} {} | 0 | malformed",
                "{x} | 0 | malformed",
                "{'a':{'dtype':'U8','shape':[1],'data_offsets':[0,1]},'b':{'dtype':'U8','shape':[1],'data_offsets':[0,1]}}"
                        + " | 1 | damaged",
            })
    void read_headerThatLies_isRefused(String header, int dataBytes, String message) {
        write(header.replace('\'', '"'), dataBytes);

        assertThatThrownBy(() -> Checkpoint.read(file))
                .isInstanceOf(CheckpointException.class)
                .hasMessageStartingWith(file + ": ")
                .hasMessageContaining(message)
                .message()
                .doesNotContain("\n");
    }

    @Test
    void read_headerNestedWithoutEnd_isRefused() {
        write("{\"a\":{\"x\":" + "[".repeat(1 << 20), 0);

        assertThatThrownBy(() -> Checkpoint.read(file)).isInstanceOf(CheckpointException.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 40, 1L << 31, 1 << 20, 1000})
    void read_headerLengthThatLies_isRefused(long length) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(TorchFiles.little(length));
        out.writeBytes("{}".getBytes(StandardCharsets.UTF_8));
        TorchFiles.write(file, out.toByteArray());

        assertThatThrownBy(() -> Checkpoint.read(file))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("safetensors header");
    }

    @Test
    void tensor_nameThatIsNotThere_isRefusedWithOnesThatAre() {
        Checkpoint checkpoint = Checkpoint.of(Map.of("conv.weight", Tensor.of(new float[] {1})));

        assertThatThrownBy(() -> checkpoint.tensor("conv.wait"))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("conv.wait")
                .hasMessageContaining("conv.weight");
    }

    @Test
    void checkpoint_mapsChangedAfterwards_staysTheSame() {
        Map<String, Tensor> tensors = new LinkedHashMap<>(Map.of("a", Tensor.of(new float[] {1})));
        Checkpoint checkpoint = Checkpoint.of(tensors);

        tensors.clear();

        assertThat(List.copyOf(checkpoint.tensors().keySet())).containsExactly("a");
        assertThatThrownBy(() -> checkpoint.tensors().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    private void write(String header, int dataBytes) {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(TorchFiles.little(json.length));
        out.writeBytes(json);
        out.writeBytes(new byte[dataBytes]);
        TorchFiles.write(file, out.toByteArray());
    }
}
