package io.csta.nn.backbone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import io.csta.nn.CorrectTorch;
import io.csta.nn.engine.Device;
import io.csta.nn.engine.Torch;
import io.csta.nn.layer.ForwardContext;
import io.csta.nn.layer.StateDict;
import io.csta.testing.Formula;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TileTest {

    @BeforeAll
    static void requireCorrectTorch() {
        CorrectTorch.require(Cnn.values());
    }

    private static final int WIDTH = 32;

    @ParameterizedTest
    @CsvSource({
        "GOOGLENET, 4289",
        "GOOGLENET, 4320",
        "GOOGLENET, 8384",
        "GOOGLENET, 9001",
        "RESNET_18, 4321",
        "RESNET_18, 9001",
        "MOBILENET_V2, 4353",
        "MOBILENET_V2, 9001",
        "EFFICIENTNET_B0, 9001"
    })
    void map_tileByTile_isTheMapOfTheWhole(Cnn cnn, int rows) {
        try (NDManager manager = Torch.manager(Device.cpu())) {
            Backbone network = Backbone.of(cnn);
            StateDict.fill(network, (key, shape) -> Formula.parameter(key, shape), manager);
            network.fold(manager);
            ForwardContext context = ForwardContext.scoring(new ParameterStore(manager, false));
            float[] pixels = Formula.uniform("strips", 3 * rows * WIDTH, -1, 1);
            NDArray image = manager.create(pixels, new Shape(1, 3, rows, WIDTH));
            NDList parts = new NDList();
            for (Tile tile : network.tiles(rows)) {
                NDArray map = network.forward(image.get(":,:,{}:{}", tile.firstRow(), tile.endRow()), context);
                long end = Math.min(map.getShape().get(2), (long) tile.skipped() + tile.taken());
                parts.add(map.get(":,:,{}:{}", tile.skipped(), end));
            }
            NDArray whole = network.forward(image, context);
            NDArray joined = NDArrays.concat(parts, 2);

            assertThat(parts.size() > 1).isEqualTo(cnn != Cnn.EFFICIENTNET_B0);
            assertThat(joined.getShape()).isEqualTo(whole.getShape());
            float[] expected = whole.toFloatArray();
            float largest = whole.abs().max().getFloat();
            assertThat(largest).isGreaterThan(0.1f);
            float[] actual = joined.toFloatArray();
            for (int i = 0; i < expected.length; i++) {
                if (Math.abs(actual[i] - expected[i]) > 1e-4f * Math.max(1, largest)) {
                    assertThat(actual[i]).as("value %d", i).isEqualTo(expected[i], within(1e-4f));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Cnn.class)
    void forward_theFewestRows_leavesSomething_andOneLessDoesNot(Cnn cnn) {
        try (NDManager manager = Torch.manager(Device.cpu())) {
            Backbone network = Backbone.of(cnn);
            StateDict.fill(network, (key, shape) -> Formula.parameter(key, shape), manager);
            ForwardContext context = ForwardContext.scoring(new ParameterStore(manager, false));
            int rows = network.fewestRows();
            NDArray map = network.forward(manager.ones(new Shape(1, 3, rows, 1024)), context);
            assertThat(map.getShape()).isEqualTo(new Shape(1, cnn.width(), 1, 32));
            assertThatThrownBy(() -> network.forward(manager.ones(new Shape(1, 3, rows - 1, 1024)), context))
                    .isInstanceOf(RuntimeException.class);
        }
    }

    @Test
    void of_shortPictures_isTheWhole() {
        for (int rows : new int[] {15, 1_000, 4_288}) {
            assertThat(Tile.of(rows, 6)).containsExactly(Tile.all(rows));
        }
    }

    @Test
    void of_tallPictures_giveEveryRowOfTheMapOnce() {
        List<Tile> tiles = Tile.of(72_001, 6);
        int next = 0;
        for (Tile tile : tiles) {
            assertThat(tile.firstRow() / 32 + tile.skipped()).isEqualTo(next);
            assertThat(tile.endRow() - tile.firstRow()).isLessThanOrEqualTo(32 * (128 + 12));
            next += tile.taken();
        }
        assertThat(tiles.get(tiles.size() - 1).endRow()).isEqualTo(72_001);
    }
}
