package io.csta.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import io.csta.testing.Formula;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StripTest {

    private static final int WIDTH = 32;

    @ParameterizedTest
    @ValueSource(ints = {4_289, 4_320, 8_384, 9_001})
    void map_stripByStrip_isTheMapOfTheWhole(int rows) {
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            GoogLeNet network = new GoogLeNet();
            network.fill((key, shape) -> Formula.parameter(key, shape), manager);
            network.fold(manager);
            ParameterStore store = new ParameterStore(manager, false);
            float[] pixels = Formula.uniform("strips", 3 * rows * WIDTH, -1, 1);
            NDArray picture = manager.create(pixels, new Shape(1, 3, rows, WIDTH));
            NDList parts = new NDList();
            for (Strip strip : Strip.of(rows)) {
                NDArray map = network.map(store, picture.get(":,:,{}:{}", strip.firstRow(), strip.endRow()));
                long end = Math.min(map.getShape().get(2), (long) strip.skipped() + strip.taken());
                parts.add(map.get(":,:,{}:{}", strip.skipped(), end));
            }
            NDArray whole = network.map(store, picture);
            NDArray joined = NDArrays.concat(parts, 2);

            assertThat(parts).hasSizeGreaterThan(1);
            assertThat(joined.getShape()).isEqualTo(whole.getShape());
            assertThat(joined.toFloatArray()).containsExactly(whole.toFloatArray(), within(1e-4f));
        }
    }

    @Test
    void of_shortPictures_isTheWhole() {
        for (int rows : new int[] {15, 1_000, 4_288}) {
            assertThat(Strip.of(rows)).isEqualTo(Strip.whole(rows));
        }
    }

    @Test
    void of_tallPictures_giveEveryRowOfTheMapOnce() {
        List<Strip> strips = Strip.of(72_001);
        int next = 0;
        for (Strip strip : strips) {
            assertThat(strip.firstRow() / 32 + strip.skipped()).isEqualTo(next);
            assertThat(strip.endRow() - strip.firstRow()).isLessThanOrEqualTo(32 * (128 + 12));
            next += strip.taken();
        }
        assertThat(strips.get(strips.size() - 1).endRow()).isEqualTo(72_001);
    }
}
