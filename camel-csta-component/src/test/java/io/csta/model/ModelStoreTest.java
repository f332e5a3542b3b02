package io.csta.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.csta.CstaException;
import io.csta.checkpoint.CheckpointException;
import io.csta.nn.ModelMismatchException;
import io.csta.testing.Formula;
import io.csta.testing.Golden;
import io.csta.testing.PublishedCheckpoints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelStoreTest {

    @TempDir
    static Path published;

    @TempDir
    Path home;

    private static Path extractor;
    private static Path scorer;

    @BeforeAll
    static void publish() {
        extractor = PublishedCheckpoints.extractor(published.resolve("googlenet.safetensors"));
        scorer = PublishedCheckpoints.scorer(published.resolve("split1.safetensors"));
    }

    @Test
    void importModel_publishedCheckpoints_givesAModelThatScoresLikeThem() {
        ModelStore store = ModelStore.in(home);
        ModelCard card = store.importModel("mine", extractor, scorer, false);
        assertThat(store.names()).containsExactly(ModelStore.DEFAULT, "mine");
        assertThat(store.card("mine")).isEqualTo(card);
        assertThat(card.warning()).isEmpty();
        JsonNode golden = Golden.json("scores.json").get("cases").get(0);
        int frames = golden.get("frames").asInt();
        float[][] features = Formula.uniformRows("features/" + frames, frames, 1024, 0, 1);
        try (SummaryModel model = store.load("mine", "cpu")) {
            assertThat(model.scorer().score(features))
                    .containsExactly(
                            Golden.floats(golden.get("scores")), org.assertj.core.api.Assertions.within(2e-5f));
            assertThat(model.extractor().extract(List.of(new byte[224 * 224 * 3])))
                    .hasDimensions(1, 1024);
        }
    }

    @Test
    void load_aFolder_isTheModelInIt() {
        ModelStore.in(home).importModel("mine", extractor, scorer, false);
        try (SummaryModel model = ModelStore.in(home.resolve("elsewhere"))
                .load(home.resolve("mine").toString(), "cpu")) {
            assertThat(model.card().name()).isEqualTo("mine");
        }
    }

    @Test
    void importModel_aNameThatIsTaken_isRefusedUnlessOverwritten() {
        ModelStore store = ModelStore.in(home);
        store.importModel("mine", extractor, scorer, false);
        assertThatThrownBy(() -> store.importModel("mine", extractor, scorer, false))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("mine exists");
        assertThat(store.importModel("mine", extractor, scorer, true).name()).isEqualTo("mine");
    }

    @Test
    void importModel_whatDoesNotFit_isRefusedAndLeavesNothing() throws IOException {
        ModelStore store = ModelStore.in(home);
        assertThatThrownBy(() -> store.importModel("mine", scorer, extractor, false))
                .isInstanceOf(ModelMismatchException.class)
                .hasMessageContaining("split1.safetensors")
                .hasMessageContaining("missing: conv1.conv.weight");
        assertThatThrownBy(() -> store.importModel("mine", extractor, Path.of("nowhere.pt"), false))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("nowhere.pt");
        for (String name : List.of("untrained", "", "../up", "a/b", ".hidden")) {
            assertThatThrownBy(() -> store.importModel(name, extractor, scorer, false))
                    .as(name)
                    .isInstanceOf(ModelException.class);
        }
        try (Stream<Path> left = Files.list(home)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void load_anUnknownName_saysWhichAreKnown() {
        assertThatThrownBy(() -> ModelStore.in(home).load("best", "cpu"))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("best")
                .hasMessageContaining("untrained");
    }

    @Test
    void load_aFileThatWasChanged_isRefused() throws IOException {
        ModelStore store = ModelStore.in(home);
        store.importModel("mine", extractor, scorer, false);
        Files.copy(
                extractor,
                home.resolve("mine").resolve("scorer.safetensors"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertThatThrownBy(() -> store.load("mine", "cpu"))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("SHA-256");
    }

    @Test
    void load_aCardThatPointsOutside_isRefused() throws IOException {
        ModelStore store = ModelStore.in(home);
        store.importModel("mine", extractor, scorer, false);
        Path card = home.resolve("mine").resolve("model.json");
        Files.writeString(card, Files.readString(card).replace("scorer.safetensors", "../../secret"));
        assertThatThrownBy(() -> store.load("mine", "cpu"))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("outside");
    }

    @Test
    void load_aDeviceThatIsNotThere_isRefused() {
        assertThatThrownBy(() -> ModelStore.in(home).load("untrained", "gpu77"))
                .isInstanceOf(CstaException.class)
                .hasMessageContaining("gpu77");
    }

    @Test
    void untrained_twice_givesTheSameVectors() {
        List<byte[]> pictures = CalibrationPictures.draw().subList(0, 2);
        try (SummaryModel one = ModelStore.in(home).load("untrained", "cpu");
                SummaryModel other = ModelStore.in(home).load("untrained", "cpu")) {
            assertThat(other.extractor().extract(pictures))
                    .isDeepEqualTo(one.extractor().extract(pictures));
        }
    }
}
