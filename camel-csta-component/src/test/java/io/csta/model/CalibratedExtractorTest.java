package io.csta.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.csta.checkpoint.Checkpoint;
import org.junit.jupiter.api.Test;

class CalibratedExtractorTest {

    /** On the original processor, the bits are the same; elsewhere, PyTorch rounds in another order. */
    @Test
    void statistics_measuredAgain_areThoseOfTheResource() {
        Checkpoint resource = Checkpoint.ofSafetensors(Resources.bytes(CalibratedExtractor.STATISTICS));
        Checkpoint measured = CalibrationStatistics.measure();
        assertThat(resource.tensors().keySet())
                .hasSize(2 * 57)
                .isEqualTo(measured.tensors().keySet());
        resource.tensors().forEach((key, tensor) -> {
            float[] expected = tensor.toFloats();
            float[] actual = measured.tensor(key).toFloats();
            for (int i = 0; i < expected.length; i++) {
                assertThat(actual[i])
                        .as("%s[%d]", key, i)
                        .isCloseTo(expected[i], within(1e-3f * (1e-2f + Math.abs(expected[i]))));
            }
        });
    }
}
