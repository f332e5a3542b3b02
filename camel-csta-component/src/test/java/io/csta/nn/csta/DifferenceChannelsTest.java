package io.csta.nn.csta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import io.csta.nn.backbone.Tile;
import io.csta.nn.csta.CstaOptions.Channels;
import io.csta.nn.engine.Device;
import io.csta.nn.engine.Torch;
import io.csta.testing.Formula;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A CNN whose input has differences in two of its channels. */
class DifferenceChannelsTest {

    private static final int WIDTH = CstaNetwork.WIDTH;

    private final NDManager manager = Torch.manager(Device.cpu());

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void image_ofRows_hasTheirChangesBesideThem() {
        NDArray rows = manager.create(new float[] {1, 5, 4, 5, 2, 2}, new Shape(3, 2));
        assertThat(new DifferenceChannels(rows).image(Tile.all(3)).toFloatArray())
                .containsExactly(
                        1, 5, 4, 5, 2, 2, // themselves
                        0, 0, 3, 0, 2, 3, // since the row above
                        3, 0, 2, 3, 0, 0); // until the row below
    }

    @Test
    void image_underAToken_countsItAsTheFirstRow_inItsFirstChannel() {
        NDArray token = manager.create(new float[] {7, 70, 700}, new Shape(1, 3, 1, 1));
        NDArray rows = manager.create(new float[] {4, 6}, new Shape(2, 1));
        assertThat(new DifferenceChannels(Tokens.of(token, rows).rows())
                        .image(Tile.all(3))
                        .toFloatArray())
                .containsExactly(7, 4, 6, 0, 3, 2, 3, 2, 0);
    }

    @Test
    void image_ofOneRow_hasNoChanges() {
        NDArray row = manager.create(new float[] {1, 2}, new Shape(1, 2));
        assertThat(new DifferenceChannels(row).image(Tile.all(1)).toFloatArray())
                .containsExactly(1, 2, 0, 0, 0, 0);
    }

    @Test
    void image_ofATile_isThatPartOfTheWhole() {
        NDArray frames = manager.create(Formula.uniform("frames", 50 * 8, 0, 1), new Shape(50, 8));
        DifferenceChannels changes = new DifferenceChannels(frames);
        NDArray whole = changes.image(Tile.all(200), 4);
        for (Tile tile :
                new Tile[] {new Tile(0, 96, 0, 1), new Tile(32, 160, 1, 1), new Tile(128, 200, 1, Integer.MAX_VALUE)}) {
            assertThat(changes.image(tile, 4))
                    .as("%s", tile)
                    .isEqualTo(whole.get(":, :, {}:{}", tile.firstRow(), tile.endRow()));
        }
    }

    /** Without changes, the other two channels have no effect; with changes, they do. */
    @Test
    void score_ofAStill_isThatOfANetworkThatSeesOneChannelOnly() {
        CstaOptions alike = CstaOptions.of("cnn=resnet 18,positions=none,class_token=none");
        CstaNetwork oneChannel = network(alike, true);
        CstaNetwork changes =
                network(alike.toBuilder().channels(Channels.CHANGES).build(), false);
        NDArray moving = manager.create(Formula.uniform("moving", 40 * WIDTH, 0, 1), new Shape(40, WIDTH));
        NDArray still = moving.get("0:1").repeat(0, 40);

        assertThat(scores(changes, still)).containsExactly(scores(oneChannel, still), within(1e-6f));
        assertThat(scores(changes, moving)).isNotEqualTo(scores(oneChannel, moving));
    }

    private CstaNetwork network(CstaOptions options, boolean ignoringOtherChannels) {
        CstaNetwork network = new CstaNetwork(options);
        network.fill((key, shape) -> Formula.parameter(key, shape), manager);
        if (ignoringOtherChannels) {
            network.parameters().get("resnet.conv1.weight").getArray().set(new NDIndex(":, 1:"), 0);
        }
        return network;
    }

    private float[] scores(CstaNetwork network, NDArray features) {
        return network.score(new ParameterStore(manager, false), features).toFloatArray();
    }
}
