package io.csta.nn.csta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import io.csta.checkpoint.Checkpoint;
import io.csta.nn.CorrectTorch;
import io.csta.nn.backbone.Cnn;
import io.csta.nn.csta.CstaOptions.ClassToken;
import io.csta.nn.csta.CstaOptions.Embedding;
import io.csta.nn.csta.CstaOptions.Positions;
import io.csta.nn.csta.CstaOptions.Role;
import io.csta.nn.csta.CstaOptions.Skip;
import io.csta.nn.csta.CstaOptions.Softmax;
import io.csta.nn.engine.Device;
import io.csta.nn.engine.Torch;
import io.csta.nn.layer.ModelMismatchException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CstaOptionsTest {

    @BeforeAll
    static void requireCorrectTorch() {
        CorrectTorch.require(Cnn.RESNET_18);
    }

    @Test
    void words_ofThePublishedNetwork_areThoseOfBundlesEver() {
        assertThat(CstaOptions.published().words())
                .containsExactly(
                        Map.entry("positions", "fixed"),
                        Map.entry("softmax", "time and features"),
                        Map.entry("class_token", "mixed at the end"),
                        Map.entry("embedding", "key and value"),
                        Map.entry("skip", "keys, with batch norm"));
        assertThat(CstaOptions.published().text()).isEqualTo("published");
        assertThat(CstaOptions.of("published")).isEqualTo(CstaOptions.published());
        assertThat(CstaOptions.of("")).isEqualTo(CstaOptions.published());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cnn=resnet 18,skip=none",
                "cnn=efficientnet b0,cnn_role=values",
                "positions=conditional,position_shape=time,position_place=input",
                "softmax=none,scale=time and features,balance=down",
                "class_token=mixed after the softmax,skip=cnn, with batch norm,head=mean",
                "channels=changes,rows_per_frame=4,positions=none,balance=time",
                "vector_width=1280,channels=changes",
                "vector_width=1280,input=change profiles",
                "embedding=none,skip=input,dropout=0.25,classifier_dropout=0.0"
            })
    void text_ofOptions_isReadAsTheSame(String text) {
        CstaOptions options = CstaOptions.of(text);
        assertThat(options.text()).isEqualTo(text);
        assertThat(CstaOptions.of(options.words())).isEqualTo(options);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "model_name=ResNet_Attention | cnn=resnet-18",
                "model_name=EfficientNet | cnn=EfficientNet B0, cnn_role=plain",
                "Positional_encoding=LPE,Positional_encoding_shape=T | positions=learned,position_shape=time",
                "Positional_encoding_way=Transformer | position_place=input",
                "Positional_encoding=None | positions=none",
                "Softmax_axis=D,Scale=T_D,Balance=BU | softmax=features,scale=time and features,balance=up",
                "CLS_on=False,CLS_mix=CNN | class_token=none",
                "CLS_mix=CNN,CLS_on=False | class_token=none",
                "CLS_mix=SM | class_token=mixed_after_the_softmax",
                "key_value_emb=VK | nothing",
                "key_value_emb=none,Skip_connection=CF,Layernorm=no | embedding=none,skip=cnn",
                "Layernorm=False | skip=keys",
                "Skip_connection=IF | skip=input with batch norm",
                "Classifier_on=false | head=mean",
                "Dropout_on=False,Dropout_ratio=0.3 | dropout=0",
                "Dropout_ratio=0.3 | dropout=0.3"
            })
    void of_whatTheAuthorsCallIt_meansTheSame(String theirs, String ours) {
        if (ours.equals("nothing")) {
            assertThatThrownBy(() -> CstaOptions.of(theirs)).isInstanceOf(NetworkOptionException.class);
        } else {
            assertThat(CstaOptions.of(theirs)).isEqualTo(CstaOptions.of(ours)).isNotEqualTo(CstaOptions.published());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "colour=red | unknown network option colour; available options: cnn, vector_width, input, cnn_role, channels, rows_per_frame",
                "softmax=everything | unknown value softmax=everything; use time and features or time or features or none",
                "softmax | softmax is not a network option; use KEY=WORD",
                "softmax=time,Softmax_axis=T | the network option softmax is given twice",
                "model_name=VGG | use GoogleNet, ResNet, MobileNet or EfficientNet",
                "model_name=ResNet,cnn=googlenet | model_name sets cnn",
                "CLS_on=perhaps | use true or false",
                "dropout=much | not a number",
                "dropout=1 | from 0 to below 1",
                "dropout=NaN | from 0 to below 1",
                "vector_width=0 | vector_width=0 is out of range",
                "vector_width=1000000 | use the width of the extractor's vectors, such as 1024 or 1280",
                "vector_width=wide | not a number",
                "input=change profiles,embedding=none | rows of 1024 values, but features that are not embedded have 96; use embedding=key and value",
                "input=change profiles,position_place=input | use position_place=attention",
                "vector_width=16,input=change profiles | too small for input=change profiles; use at least 32",
                "vector_width=1280,position_place=input | use position_place=attention",
                "vector_width=1280,embedding=none | use embedding=key and value",
                "rows_per_frame=3 | rows_per_frame=3 is not supported; use 1, 2, 4 or 8",
                "rows_per_frame=16 | rows_per_frame=16 is not supported",
                "channels=red | unknown value channels=red; use alike or changes",
                "rows_per_frame=four | not a number; use 1, 2, 4 or 8",
                "key_value_emb=k | fails in the authors' code",
                "skip=nothing at all | use keys or cnn or input or none"
            })
    void of_unknownWords_saysWhatThereIs(String text, String complaint) {
        assertThatThrownBy(() -> CstaOptions.of(text))
                .isInstanceOf(NetworkOptionException.class)
                .hasMessageContaining(complaint)
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cnn=resnet 18,position_place=input | positions on the input",
                "cnn=resnet 18,embedding=none,skip=none | attention has rows of 512 values, but features",
                "cnn=mobilenet v2,class_token=mixed after the cnn | value embedding takes 1024",
                "cnn=mobilenet v2,cnn_role=values,embedding=none | keys that are not embedded have 1024",
                "cnn=efficientnet b0,skip=input | output has rows of 1280 values",
                "skip=input,class_token=mixed after the softmax | already mixed in",
                "softmax=none,class_token=mixed after the softmax | without a softmax"
            })
    void of_optionsThatCannotWorkTogether_isRefusedWithTheReason(String text, String reason) {
        assertThatThrownBy(() -> CstaOptions.of(text))
                .isInstanceOf(NetworkOptionException.class)
                .hasMessageContaining(reason)
                .hasMessageNotContaining("\n");
    }

    /** All combinations that are not refused work, with maps that are narrower than features. */
    @Test
    void score_everyCombinationThatIsNotRefused_givesOneScoreAFrame() {
        assertThat(Combinations.of(Cnn.RESNET_18)).hasSizeGreaterThan(20).allSatisfy(CstaOptionsTest::assertScores);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "position_place=input,class_token=none",
                "rows_per_frame=8",
                "channels=changes",
                "channels=changes,cnn=resnet 18,class_token=none",
                "channels=changes,cnn=efficientnet b0,position_place=attention",
                "rows_per_frame=4,cnn=mobilenet v2,position_place=attention,class_token=none",
                "position_place=input,positions=relative,class_token=mixed after the cnn,skip=input",
                "cnn=mobilenet v2,embedding=none,class_token=mixed after the softmax,skip=cnn",
                "cnn=mobilenet v2,embedding=none,class_token=mixed after the cnn,skip=input",
                "cnn=efficientnet b0,cnn_role=values,embedding=none,class_token=mixed after the cnn,skip=input"
            })
    void score_combinationsOfOtherSizes_giveOneScoreAFrame(String text) {
        assertScores(CstaOptions.of(text));
    }

    private static void assertScores(CstaOptions options) {
        try (NDManager manager = Torch.manager(Device.cpu())) {
            CstaNetwork network = new CstaNetwork(options);
            network.fill((key, shape) -> new float[(int) new Shape(shape).size()], manager);
            int frames = network.fewestFrames() + 1;
            NDArray features = manager.ones(new Shape(frames, CstaNetwork.WIDTH));
            NDArray scores = network.score(new ParameterStore(manager, false), features);
            assertThat(scores.getShape()).as(options.text()).isEqualTo(new Shape(frames));
        }
    }

    @Test
    void checkpoint_ofAVariant_saysWhatItIs() {
        CstaOptions options = CstaOptions.builder()
                .cnn(Cnn.RESNET_18)
                .role(Role.VALUES)
                .positions(Positions.LEARNED)
                .softmax(Softmax.TIME)
                .classToken(ClassToken.NONE)
                .embedding(Embedding.NONE)
                .skip(Skip.NONE)
                .build();
        try (NDManager manager = Torch.manager(Device.cpu())) {
            CstaNetwork network = new CstaNetwork(options);
            network.initialize(3, manager);
            Checkpoint checkpoint = network.checkpoint();
            assertThat(CstaOptions.of(checkpoint)).contains(options);
            assertThat(checkpoint.tensors())
                    .containsKeys("Positional_encoding_op.pe", "resnet.layer2.0.downsample.1.bias");
            CstaNetwork again = new CstaNetwork(options);
            again.load(checkpoint, manager);
            assertThat(again.checkpoint()).isEqualTo(checkpoint);
        }
    }

    @Test
    void load_aCheckpointOfOtherOptions_saysWhatWasExpected() {
        try (NDManager manager = Torch.manager(Device.cpu())) {
            assertThatThrownBy(() -> new CstaNetwork(CstaOptions.of("softmax=time,skip=none"))
                            .load(new Checkpoint(new LinkedHashMap<>(), Map.of()), manager))
                    .isInstanceOf(ModelMismatchException.class)
                    .hasMessageContaining("not a checkpoint of CSTA with softmax=time,skip=none:");
        }
    }

    @Test
    void score_moreFramesThanLearnedPositions_saysWhereTheyEnd() {
        try (NDManager manager = Torch.manager(Device.cpu())) {
            CstaNetwork network = new CstaNetwork(CstaOptions.of("cnn=mobilenet v2,positions=learned"));
            network.initialize(1, manager);
            assertThatThrownBy(() -> network.score(
                            new ParameterStore(manager, false), manager.ones(new Shape(5_000, CstaNetwork.WIDTH))))
                    .isInstanceOf(ModelMismatchException.class)
                    .hasMessageContaining("5000 learned positions, and this video needs 5001");
        }
    }
}
