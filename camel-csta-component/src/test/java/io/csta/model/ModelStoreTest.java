package io.csta.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.csta.CstaException;
import io.csta.checkpoint.Checkpoint;
import io.csta.checkpoint.CheckpointException;
import io.csta.checkpoint.Tensor;
import io.csta.nn.csta.CstaNetwork;
import io.csta.nn.csta.CstaOptions;
import io.csta.nn.csta.NetworkOptionException;
import io.csta.nn.engine.Device;
import io.csta.nn.layer.ModelMismatchException;
import io.csta.scoring.FrameScorer;
import io.csta.selection.SelectionMethod;
import io.csta.testing.Formula;
import io.csta.testing.Golden;
import io.csta.testing.PublishedCheckpoints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        assertThat(store.names()).containsExactly("starter", "untrained", "mine");
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
    void extractor_ofTheUntrainedModel_fileOrBundle_makesTheSameVectorsInAnotherModel() {
        ModelStore store = ModelStore.in(home);
        byte[] picture = new byte[224 * 224 * 3];
        new Random(1).nextBytes(picture);
        ModelStore.writeBundle(
                home.resolve("taught"),
                new ModelCard.Description("taught", CstaOptions.published(), "a test", "none"),
                store.extractor("untrained"),
                Checkpoint.read(scorer));
        assertThat(store.card(home.resolve("taught").toString()).files()).containsOnlyKeys("scorer");
        try (SummaryModel untrained = store.load("untrained", "cpu");
                SummaryModel taught = store.load("taught", "cpu")) {
            assertThat(taught.extractor().extract(List.of(picture)))
                    .isDeepEqualTo(untrained.extractor().extract(List.of(picture)));
        }
        float[] first = Checkpoint.read(extractor).tensor("conv1.conv.weight").toFloats();
        assertThat(store.extractor(extractor.toString())
                        .weights()
                        .orElseThrow()
                        .tensor("conv1.conv.weight")
                        .toFloats())
                .isEqualTo(first);
        store.importModel("mine", extractor, scorer, false);
        assertThat(store.extractor("mine")
                        .weights()
                        .orElseThrow()
                        .tensor("conv1.conv.weight")
                        .toFloats())
                .isEqualTo(first);
        assertThatThrownBy(() -> store.extractor(scorer.toString())).isInstanceOf(ModelMismatchException.class);
        assertThatThrownBy(() -> store.extractor("nowhere.pth")).isInstanceOf(UnknownModelException.class);
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
        for (String name : List.of("starter", "untrained", "", "../up", "a/b", ".hidden")) {
            assertThatThrownBy(() -> store.importModel(name, extractor, scorer, false))
                    .as(name)
                    .isInstanceOf(ModelException.class);
        }
        try (Stream<Path> left = Files.list(home)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void names_aBundleThatIsCalledAsABuiltInModel_isNotListedTwice_andDoesNotTakeItsPlace() throws IOException {
        ModelStore store = ModelStore.in(home);
        store.importModel("mine", extractor, scorer, false);
        Files.move(home.resolve("mine"), home.resolve("starter"));
        assertThat(store.names()).containsExactly("starter", "untrained");
        assertThat(store.card("starter").name()).isEqualTo("starter");
        for (String name : store.names()) {
            assertThatThrownBy(() -> store.importModel(name, extractor, scorer, true))
                    .hasMessage("%s is the name of a built-in model; choose another name", name);
        }
    }

    @Test
    void load_anUnknownName_saysWhichAreKnown() {
        assertThatThrownBy(() -> ModelStore.in(home).load("best", "cpu"))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("best")
                .hasMessageContaining("starter, untrained");
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
    @Tag("slow")
    void importModel_ofAVariant_isReadAsOne() {
        CstaOptions options = CstaOptions.of("cnn=resnet 18,positions=relative,skip=cnn");
        Path variant = variant(options, Map.of());
        ModelStore store = ModelStore.in(home);
        assertThatThrownBy(() -> store.importModel("mine", extractor, variant, false))
                .isInstanceOf(ModelMismatchException.class)
                .hasMessageContaining("variant.safetensors: not a checkpoint of CSTA with its published options");

        ModelCard card = store.importModel("mine", extractor, variant, Optional.of(options), false);

        assertThat(card.architecture())
                .containsEntry("extractor", "googlenet")
                .containsEntry("cnn", "resnet 18")
                .containsEntry("skip", "cnn")
                .doesNotContainKey("scale");
        assertThat(store.card("mine").network()).isEqualTo(options);
        try (FrameScorer loaded = store.loadScorer("mine", Device.cpu())) {
            assertThat(loaded.options()).isEqualTo(options);
            assertThat(loaded.score(new float[1][1024])).hasSize(1);
        }
    }

    @Test
    void importModel_aFileThatNamesItsOptions_needsNoHelp() {
        CstaOptions options = CstaOptions.of("cnn=resnet 18,cnn_role=values");
        Path variant = variant(options, Map.of(CstaOptions.METADATA, "model_name=ResNet"));
        ModelCard card = ModelStore.in(home).importModel("mine", extractor, variant, false);
        assertThat(card.network()).isEqualTo(options);

        Path strange = variant(options, Map.of(CstaOptions.METADATA, "colour=red"));
        assertThatThrownBy(() -> ModelStore.in(home).importModel("other", extractor, strange, false))
                .isInstanceOf(NetworkOptionException.class)
                .hasMessageContaining("variant.safetensors: unknown network option colour");
    }

    @ParameterizedTest
    @CsvSource({
        "fixed, sideways, unknown value positions=sideways",
        "time and features, red, unknown value softmax=red",
        "class_token, colour, unknown network option colour",
        "googlenet, vgg, unknown extractor vgg"
    })
    void card_ofAnArchitectureFromTheFuture_isRefusedInOneLine(String word, String other, String complaint)
            throws IOException {
        ModelStore store = ModelStore.in(home);
        store.importModel("mine", extractor, scorer, false);
        Path card = home.resolve("mine").resolve("model.json");
        Files.writeString(card, Files.readString(card).replace('"' + word + '"', '"' + other + '"'));
        assertThatThrownBy(() -> store.load("mine", "cpu"))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("model.json: this version does not support the model")
                .hasMessageContaining(complaint)
                .hasMessageNotContaining("\n");
    }

    @Test
    void card_withASelection_isReadAsWritten() throws IOException {
        SelectionDefaults selection = new SelectionDefaults(SelectionMethod.WATCHABLE, true, 0.5, 0.1, 0);
        ModelCard written = ModelStore.writeBundle(
                home.resolve("mine"),
                new ModelCard.Description("mine", CstaOptions.published(), "nothing", "none").withSelection(selection),
                ModelStore.in(home).extractor("untrained"),
                Checkpoint.read(scorer));

        assertThat(new ObjectMapper()
                        .readTree(home.resolve("mine").resolve("model.json").toFile())
                        .get("selection"))
                .hasToString(
                        "{\"method\":\"watchable\",\"visibility\":\"on\",\"coverage\":0.5,\"motion\":0.1,\"sharpness\":0.0}");
        assertThat(ModelStore.in(home).card("mine"))
                .isEqualTo(written)
                .returns(selection, ModelCard::selectionDefaults);
    }

    @Test
    void card_withoutASelection_isWrittenWithoutOne_andSelectsAsPublished() throws IOException {
        ModelStore store = ModelStore.in(home);
        ModelCard card = store.importModel("mine", extractor, scorer, false);

        assertThat(home.resolve("mine").resolve("model.json")).content().doesNotContain("selection");
        assertThat(card.selectionDefaults()).isEqualTo(SelectionDefaults.PUBLISHED);
        assertThat(store.card("mine").selectionDefaults())
                .isEqualTo(new SelectionDefaults(SelectionMethod.PUBLISHED, false, 0, 0, 0));
        assertThat(store.card("untrained").selectionDefaults()).isEqualTo(SelectionDefaults.PUBLISHED);
    }

    @Test
    void card_withAPartOfASelection_hasTheRestOfThePublishedOne() throws IOException {
        writeCardWithSelection("{\"method\": \"watchable\", \"coverage\": 1}");
        assertThat(ModelStore.in(home).card("mine").selectionDefaults())
                .isEqualTo(new SelectionDefaults(SelectionMethod.WATCHABLE, false, 1, 0, 0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'method': 'best'     | unknown method best in selection; supported: published, watchable;",
                "'method': 1          | unknown method 1 in selection; supported: published, watchable;",
                "'visibility': 'half' | unknown visibility half in selection; supported: on, off;",
                "'visibility': true   | unknown visibility true in selection; supported: on, off;",
                "'colour': 'red'      | unknown member colour in selection; supported: method, visibility, coverage,",
                "'coverage': 11       | coverage 11.0 in selection is out of range; supported: 0 to 10;",
                "'motion': -0.1       | motion -0.1 in selection is out of range; supported: 0 to 10;",
                "'sharpness': 1e999   | sharpness Infinity in selection is out of range; supported: 0 to 10;",
                "'motion': 'much'     | motion much in selection is not a number; supported: 0 to 10;",
                "'motion': null       | motion null in selection is not a number; supported: 0 to 10;"
            },
            quoteCharacter = '"')
    void card_ofASelectionFromTheFuture_isRefusedInOneLine(String member, String complaint) throws IOException {
        writeCardWithSelection("{%s}".formatted(member.replace('\'', '"')));
        assertThatThrownBy(() -> ModelStore.in(home).card("mine"))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("model.json: this version does not support the model: " + complaint)
                .hasMessageEndingWith("; use a newer version, or import the model again")
                .hasMessageNotContaining("\n");
    }

    @Test
    void card_whoseSelectionIsNoObject_isRefusedInOneLine() throws IOException {
        writeCardWithSelection("\"watchable\"");
        assertThatThrownBy(() -> ModelStore.in(home).card("mine"))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("model.json is not a valid model card")
                .hasMessageNotContaining("\n");
    }

    @Test
    void selection_ofAWeightThatIsNoNumber_isRefused() {
        assertThatThrownBy(() -> new SelectionDefaults(SelectionMethod.WATCHABLE, true, Double.NaN, 0, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("coverage NaN in selection is out of range; supported: 0 to 10");
    }

    private void writeCardWithSelection(String selection) throws IOException {
        String card = ModelStore.in(home).card("untrained").text();
        Path file = Files.createDirectories(home.resolve("mine")).resolve("model.json");
        Files.writeString(file, card.replaceFirst("\\{", "{\"selection\": %s,".formatted(selection)));
    }

    @Test
    void load_aCardThatNamesEfficientNetLite0_usesTheBuiltInWeights() throws IOException {
        ModelStore store = ModelStore.in(home);
        ModelStore.writeBundle(
                home.resolve("mine"),
                new ModelCard.Description("mine", CstaOptions.published(), "nothing", "none"),
                store.extractor("untrained"),
                Checkpoint.read(scorer));
        Path card = home.resolve("mine").resolve("model.json");
        Files.writeString(card, Files.readString(card).replace("googlenet-calibrated-1", "efficientnet-lite0"));

        store.verify("mine");
        assertThat(store.card("mine").identity(ModelCard.EXTRACTOR))
                .isEqualTo("efficientnet-lite0 trained on ImageNet");
        try (SummaryModel model = store.load("mine", "cpu")) {
            assertThat(model.extractor().width()).isEqualTo(1280);
            assertThat(model.extractor().extract(List.of(new byte[224 * 224 * 3])))
                    .hasDimensions(1, 1280);
        }
        assertThatThrownBy(store.card("mine")::requireScorableVectors)
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("efficientnet-lite0, computes vectors of 1280 values, but its scorer takes 1024");

        ModelStore.writeBundle(
                home.resolve("another"),
                new ModelCard.Description("another", CstaOptions.of("vector_width=1280"), "nothing", "none"),
                store.extractor("mine"),
                Checkpoint.read(scorer));
        assertThat(store.card("another").architecture()).containsEntry("extractor", "efficientnet-lite0");
        store.card("another").requireScorableVectors();
    }

    private Path variant(CstaOptions options, Map<String, String> metadata) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        new CstaNetwork(options).parameters().forEach((key, parameter) -> {
            long[] shape = parameter.getShape().getShape();
            tensors.put(key, Tensor.of(Formula.parameter(key, shape), shape));
        });
        Path file = home.resolveSibling("variant.safetensors");
        new Checkpoint(tensors, metadata).writeSafetensors(file);
        return file;
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
