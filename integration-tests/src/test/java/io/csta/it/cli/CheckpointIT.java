package io.csta.it.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.csta.testing.Golden;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code inspect} and {@code convert}, on files that PyTorch wrote and on hostile ones. */
class CheckpointIT {

    private static final JsonNode EXPECTED = Golden.json("checkpoints/expected.json");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"zip.pt", "legacy.pth", "wrapped.pt"})
    void inspect_aFileOfPyTorch_printsWhatPyTorchSays(String name) throws IOException {
        copy(name);
        JsonNode found = inspect(name);
        assertThat(names(found)).isEqualTo(names(EXPECTED));
        for (String key : names(EXPECTED)) {
            assertThat(found.at("/" + key + "/shape")).as(key).isEqualTo(EXPECTED.at("/" + key + "/shape"));
            assertThat(found.at("/" + key + "/dtype")).as(key).isEqualTo(EXPECTED.at("/" + key + "/dtype"));
            assertThat(values(found, key)).as(key).isEqualTo(values(EXPECTED, key));
        }
    }

    @ParameterizedTest
    @CsvSource({"hostile.pt, posix.system", "hostile-legacy.pth, posix.system", "truncated.pt, cut short"})
    void inspect_aFileNotToBeTrusted_isRefusedInOneLineAndRunsNothing(String name, String words) throws IOException {
        copy(name);
        assertThat(Csta.in(folder).run("inspect", name).failed(1).err()).contains(name, words);
        assertThat(Csta.listing(folder)).containsExactly(name);
    }

    @Test
    void inspect_forPeople_printsALineATensor() throws IOException {
        copy("zip.pt");
        Csta.Result result = Csta.in(folder).run("inspect", "zip.pt").succeeded();
        assertThat(result.err()).isEmpty();
        assertThat(result.out().lines()).hasSize(EXPECTED.size());
        assertThat(result.out()).containsPattern("conv\\.weight +float32 +\\[3, 2, 3, 3]");
    }

    @Test
    void convert_toSafetensors_keepsEverything() throws IOException {
        copy("legacy.pth");
        Files.writeString(folder.resolve("new.safetensors"), "an older file");
        Csta.Result result = Csta.in(folder)
                .run("convert", "legacy.pth", "-o", "new.safetensors")
                .succeeded();
        assertThat(result.err()).isEmpty();
        assertThat(inspect("new.safetensors")).isEqualTo(inspect("legacy.pth"));
    }

    @Test
    void convert_half_halvesMatricesAndLeavesTheRest() throws IOException {
        copy("zip.pt");
        Csta.in(folder)
                .run("convert", "zip.pt", "-o", "half.safetensors", "--half")
                .succeeded();
        JsonNode found = inspect("half.safetensors");
        assertThat(found.at("/conv.weight/dtype").asText()).isEqualTo("float16");
        assertThat(found.at("/conv.bias/dtype").asText()).isEqualTo("float32");
        assertThat(found.at("/bn.num_batches_tracked/dtype").asText()).isEqualTo("int64");
        List<Double> exact = values(EXPECTED, "conv.weight");
        List<Double> halved = values(found, "conv.weight");
        for (int i = 0; i < exact.size(); i++) {
            assertThat(halved.get(i)).isCloseTo(exact.get(i), within(5e-4));
        }
        assertThat(values(found, "conv.bias")).isEqualTo(values(EXPECTED, "conv.bias"));
    }

    @Test
    void convert_toAnotherFormat_isMisuse() throws IOException {
        copy("zip.pt");
        assertThat(Csta.in(folder)
                        .run("convert", "zip.pt", "-o", "new.pt")
                        .failed(2)
                        .err())
                .contains(".safetensors");
    }

    private JsonNode inspect(String name) throws JsonProcessingException {
        Csta.Result result =
                Csta.in(folder).run("inspect", "--json", "--values", name).succeeded();
        assertThat(result.err()).isEmpty();
        return new ObjectMapper().readTree(result.out());
    }

    private void copy(String name) throws IOException {
        try (InputStream golden = Golden.open("checkpoints/" + name)) {
            Files.copy(golden, folder.resolve(name));
        }
    }

    private static List<String> names(JsonNode tensors) {
        List<String> names = new ArrayList<>();
        tensors.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static List<Double> values(JsonNode tensors, String key) {
        JsonNode array = tensors.at("/" + key + "/values");
        assertThat(array.isArray()).as(key).isTrue();
        List<Double> values = new ArrayList<>();
        array.forEach(value -> values.add(value.asDouble()));
        return values;
    }
}
