package io.csta.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files written by {@code torch.save}, against the values that PyTorch printed for them. */
class GoldenCheckpointTest {

    private final Path folder;

    GoldenCheckpointTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @ParameterizedTest
    @ValueSource(strings = {"zip.pt", "legacy.pth", "wrapped.pt"})
    void read_fileOfPyTorch_hasTheNamesTypesShapesAndValuesOfPyTorch(String name) throws IOException {
        Checkpoint checkpoint = Checkpoint.read(golden(name));

        JsonNode expected = new ObjectMapper().readTree(TorchFiles.golden("expected.json"));
        List<String> names = new ArrayList<>();
        expected.fieldNames().forEachRemaining(names::add);
        assertThat(checkpoint.tensors().keySet()).hasSize(11).containsExactlyElementsOf(names);
        for (String key : names) {
            Tensor tensor = checkpoint.tensor(key);
            assertThat(tensor.dtype().label())
                    .as(key)
                    .isEqualTo(expected.at("/" + key + "/dtype").asText());
            assertThat(tensor.shape()).as(key).containsExactly(longs(expected.at("/" + key + "/shape")));
            assertThat(tensor.toDoubles()).as(key).containsExactly(doubles(expected.at("/" + key + "/values")));
        }
        assertThat(checkpoint.tensor("bn.num_batches_tracked").longAt(0)).isEqualTo(7);
        assertThat(checkpoint.metadata()).isEmpty();
    }

    @Test
    void read_fileCutShort_saysSo() {
        Path file = golden("truncated.pt");

        assertThatThrownBy(() -> Checkpoint.read(file))
                .isInstanceOf(CheckpointException.class)
                .hasMessageStartingWith(file + ": ")
                .hasMessageContaining("cut short");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hostile.pt", "hostile-legacy.pth"})
    void read_hostileFile_runsNothingAndNamesWhatItRefuses(String name) {
        // The files would run "touch csta-checkpoint-was-executed" in the working directory.
        Path trace = Path.of("csta-checkpoint-was-executed");
        assertThat(trace).doesNotExist();
        Path file = golden(name);

        assertThatThrownBy(() -> Checkpoint.read(file))
                .isInstanceOf(CheckpointException.class)
                .hasMessageStartingWith(file + ": ")
                .hasMessageContaining("posix.system")
                .hasMessageContaining("No code was executed");

        assertThat(trace).doesNotExist();
        assertThat(folder).isDirectoryNotContaining(path -> path.endsWith(trace));
    }

    @ParameterizedTest
    @ValueSource(strings = {"zip.pt", "legacy.pth", "wrapped.pt"})
    void writeSafetensors_whatPyTorchSaved_readsBackTheSame(String name) throws IOException {
        Checkpoint checkpoint = Checkpoint.read(golden(name));
        Path file = folder.resolve("converted.safetensors");

        checkpoint.writeSafetensors(file);

        assertThat(Checkpoint.read(file)).isEqualTo(checkpoint);
        assertThat(List.copyOf(Checkpoint.read(file).tensors().keySet()))
                .isEqualTo(List.copyOf(checkpoint.tensors().keySet()));
        assertThat(Files.size(file)).isGreaterThan(0);
    }

    private Path golden(String name) {
        return TorchFiles.write(folder.resolve(name), TorchFiles.golden(name));
    }

    private static long[] longs(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .mapToLong(JsonNode::longValue)
                .toArray();
    }

    private static double[] doubles(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .mapToDouble(JsonNode::doubleValue)
                .toArray();
    }
}
