package io.csta.nn.csta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import io.csta.nn.CorrectTorch;
import io.csta.nn.backbone.Backbone;
import io.csta.nn.backbone.Cnn;
import io.csta.nn.backbone.Tile;
import io.csta.nn.engine.Device;
import io.csta.nn.engine.Torch;
import io.csta.testing.Formula;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Several rows per frame in the CNN's input image: equal to repeated frames. */
class RowsPerFrameTest {

    @BeforeAll
    static void requireCorrectTorch() {
        CorrectTorch.require(Cnn.MOBILENET_V2);
    }

    private static final int COPIES = 4;

    /** Only the CNN combines frames, so that copies of a frame get the same score. */
    private static final CstaOptions ONE_BY_ONE = CstaOptions.of(
            "cnn=mobilenet v2,positions=none,softmax=none,class_token=none,dropout=0,classifier_dropout=0");

    private final NDManager manager = Torch.manager(Device.cpu());
    private final ParameterStore store = new ParameterStore(manager, false);
    private final CstaNetwork once = network(ONE_BY_ONE);
    private final CstaNetwork repeating =
            network(ONE_BY_ONE.toBuilder().rowsPerFrame(COPIES).build());

    @AfterEach
    void close() {
        manager.close();
    }

    private CstaNetwork network(CstaOptions options) {
        CstaNetwork network = new CstaNetwork(options);
        network.fill((key, shape) -> Formula.parameter(key, shape), manager);
        return network;
    }

    @Test
    void score_framesThatFillFourRows_areScoredAsFourCopiesOfThem() {
        assertScoredAsCopies(features(40));
    }

    @Test
    @Tag("slow")
    void score_framesThatFillFourRows_areScoredAsFourCopiesOfThem_acrossTilesToo() {
        assertThat(Backbone.of(Cnn.MOBILENET_V2).tiles(1120 * COPIES)).hasSize(2);
        assertScoredAsCopies(features(1120));
    }

    private void assertScoredAsCopies(NDArray features) {
        float[] scores = repeating.score(store, features).toFloatArray();

        assertThat(scores)
                .containsExactly(ofEachFirstCopy(once.score(store, features.repeat(0, COPIES))), within(1e-5f));
        assertThat(scores).isNotEqualTo(once.score(store, features).toFloatArray());
    }

    @Test
    void scoreInTraining_framesThatFillFourRows_areScoredAsFourCopiesOfThem() {
        NDArray features = features(32);
        assertThat(repeating.scoreInTraining(store, features, 0).toFloatArray())
                .containsExactly(
                        ofEachFirstCopy(once.scoreInTraining(store, features.repeat(0, COPIES), 0)), within(1e-4f));
    }

    @Test
    void fewestFrames_ofFramesThatFillFourRows_areAFourth() {
        CstaOptions four = CstaOptions.of("rows_per_frame=4");
        assertThat(new CstaNetwork(four).fewestFrames()).isEqualTo(3); // with the class token 16 rows
        assertThat(new CstaNetwork(four.toBuilder().rowsPerFrame(8).build()).fewestFrames())
                .isEqualTo(1);
    }

    /** With and without a token above, with channels that differ, and with keys that are mapped lazily. */
    @Test
    void image_ofRowsRepeatedFourTimes_isThatPartOfTheWhole() {
        NDArray token = manager.create(Formula.uniform("token", 3 * 8, 0, 1), new Shape(1, 3, 1, 8));
        NDArray frames = manager.create(Formula.uniform("frames", 49 * 8, 0, 1), new Shape(49, 8));
        NDArray channels = manager.create(Formula.uniform("channels", 3 * 50 * 8, 0, 1), new Shape(1, 3, 50, 8));
        for (Tokens tokens : List.of(
                Tokens.of(token, frames),
                Tokens.of(null, frames),
                Tokens.of(channels),
                Tokens.of(token, frames).mappedLazily(rows -> rows.mul(2)))) {
            int rows = tokens.count() * COPIES;
            NDArray whole = tokens.image(Tile.all(tokens.count())).repeat(2, COPIES);
            for (Tile tile : List.of(
                    Tile.all(rows),
                    new Tile(0, 96, 0, 1),
                    new Tile(32, 160, 1, 1),
                    new Tile(128, rows, 1, Integer.MAX_VALUE))) {
                assertThat(tokens.image(tile, COPIES))
                        .as("%s of %s", tile, tokens)
                        .isEqualTo(whole.get(":, :, {}:{}", tile.firstRow(), tile.endRow()));
            }
        }
    }

    private NDArray features(int frames) {
        return manager.create(
                Formula.uniform("rows per frame", frames * CstaNetwork.WIDTH, 0, 1),
                new Shape(frames, CstaNetwork.WIDTH));
    }

    private static float[] ofEachFirstCopy(NDArray scores) {
        float[] all = scores.toFloatArray();
        float[] first = new float[all.length / COPIES];
        IntStream.range(0, first.length).forEach(i -> first[i] = all[i * COPIES]);
        return first;
    }
}
