package io.csta.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NaturalOrderTest {

    @Test
    void compare_shuffledNames_ordersNumbersByValue() {
        List<String> ordered = List.of(
                "",
                "2",
                "10",
                "a",
                "video",
                "video_1",
                "video_01",
                "video_1b",
                "video_2",
                "video_10",
                "video_10_2",
                "video_10_10",
                "video_99999999999999999999",
                "video_100000000000000000000",
                "video_x");
        List<String> names = new ArrayList<>(ordered);
        for (int seed = 0; seed < 20; seed++) {
            Collections.shuffle(names, new Random(seed));
            names.sort(new NaturalOrder());
            assertThat(names).hasSameSizeAs(ordered);
            assertThat(names.indexOf("video_2")).isLessThan(names.indexOf("video_10"));
            assertThat(names.indexOf("video_10_2")).isLessThan(names.indexOf("video_10_10"));
            assertThat(names.indexOf("video_99999999999999999999"))
                    .isLessThan(names.indexOf("video_100000000000000000000"));
            assertThat(names.indexOf("2")).isLessThan(names.indexOf("10"));
            assertThat(names.get(0)).isEmpty();
        }
    }

    @Test
    void compare_sameNumberWrittenDifferently_isNotEqual() {
        NaturalOrder order = new NaturalOrder();
        assertThat(order.compare("video_1", "video_01")).isNotZero().isEqualTo(-order.compare("video_01", "video_1"));
        assertThat(order.compare("video_1", "video_1")).isZero();
    }
}
