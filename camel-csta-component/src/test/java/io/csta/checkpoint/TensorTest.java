package io.csta.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ReadOnlyBufferException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TensorTest {

    @Test
    void tensor_ofFloats_keepsValuesShapeAndType() {
        Tensor tensor = Tensor.of(new float[] {1, -2, 0.5f, Float.NaN, 4, 5}, 2, 3);

        assertThat(tensor.dtype()).isEqualTo(DType.FLOAT32);
        assertThat(tensor.shape()).containsExactly(2, 3);
        assertThat(tensor.elementCount()).isEqualTo(6);
        assertThat(tensor.toFloats()).containsExactly(1, -2, 0.5f, Float.NaN, 4, 5);
        assertThat(tensor.valueAt(2)).isEqualTo(0.5);
        assertThat(tensor).hasToString("float32[2, 3]");
    }

    @Test
    void tensor_whatItIsMadeOfOrGivesOutIsChanged_staysTheSame() {
        float[] values = {1, 2};
        long[] shape = {2};
        Tensor tensor = Tensor.of(values, shape);

        values[0] = 9;
        shape[0] = 9;
        tensor.shape()[0] = 9;
        tensor.toFloats()[0] = 9;

        assertThat(tensor).isEqualTo(Tensor.of(new float[] {1, 2}, 2));
        assertThatThrownBy(() -> tensor.data().put(0, (byte) 1)).isInstanceOf(ReadOnlyBufferException.class);
    }

    @Test
    void longAt_largeIntegers_isExact() {
        long large = (1L << 53) + 1;
        Tensor tensor = Tensor.ofLongs(new long[] {large, Long.MIN_VALUE}, 2);

        assertThat(tensor.longAt(0)).isEqualTo(large);
        assertThat(tensor.longAt(1)).isEqualTo(Long.MIN_VALUE);
        assertThat(tensor.toDoubles()).containsExactly((double) large, (double) Long.MIN_VALUE);
    }

    @Test
    void values_narrowIntegersAndBooleans_haveTheirSigns() {
        byte[] bytes = {-1, 0, 2, (byte) 0x80};

        assertThat(Tensor.ofBytes(DType.INT8, bytes, 4).toFloats()).containsExactly(-1, 0, 2, -128);
        assertThat(Tensor.ofBytes(DType.UINT8, bytes, 4).toFloats()).containsExactly(255, 0, 2, 128);
        assertThat(Tensor.ofBytes(DType.BOOL, bytes, 4).toFloats()).containsExactly(1, 0, 1, 1);
        assertThat(Tensor.ofBytes(DType.INT16, bytes, 2).toFloats()).containsExactly(255, -32766);
        assertThat(Tensor.ofBytes(DType.INT32, bytes, 1).longAt(0)).isEqualTo(0x800200ff);
    }

    @Test
    void longAt_floatingPoint_isRefused() {
        Tensor tensor = Tensor.of(new float[] {1});

        assertThatThrownBy(() -> Tensor.of(new float[] {1}).longAt(0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("float32");
        assertThat(tensor.shape()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = DType.class,
            names = {"FLOAT64", "FLOAT32", "FLOAT16", "BFLOAT16"})
    void to_floatingPointType_keepsNumbersThatItHolds(DType target) {
        Tensor tensor = Tensor.of(new float[] {1, -0.5f, 0, 96, Float.POSITIVE_INFINITY, Float.NaN}, 3, 2);

        Tensor converted = tensor.to(target);

        assertThat(converted.dtype()).isEqualTo(target);
        assertThat(converted.shape()).containsExactly(3, 2);
        assertThat(converted.toFloats()).containsExactly(tensor.toFloats());
        assertThat(converted.to(DType.FLOAT32)).isEqualTo(tensor);
        assertThat(converted.to(target)).isSameAs(converted);
    }

    @Test
    void to_half_roundsToNearestEven() {
        Tensor half =
                Tensor.of(new float[] {2049, 2051, 65519, 65520, 1e-8f}, 5).to(DType.FLOAT16);

        assertThat(half.toFloats()).containsExactly(2048, 2052, 65504, Float.POSITIVE_INFINITY, 0);
        assertThat(half.data().remaining()).isEqualTo(10);
    }

    @ParameterizedTest
    @EnumSource(
            value = DType.class,
            names = {"INT64", "UINT8", "BOOL"})
    void to_integerType_isRefused(DType target) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tensor.of(new float[0], 0).to(target))
                .withMessageContaining(target.label());
    }

    @Test
    void tensor_withoutElements_hasNone() {
        Tensor tensor = Tensor.of(new float[0], 3, 0, Long.MAX_VALUE);

        assertThat(tensor.elementCount()).isZero();
        assertThat(tensor.toDoubles()).isEmpty();
        assertThat(tensor.to(DType.FLOAT16).shape()).containsExactly(3, 0, Long.MAX_VALUE);
    }

    @Test
    void tensor_shapeThatDoesNotFitOrExist_isRefused() {
        float[] values = {1, 2};
        long[] deep = new long[65];
        Arrays.fill(deep, 1);

        assertThatIllegalArgumentException().isThrownBy(() -> Tensor.of(values, 3));
        assertThatIllegalArgumentException().isThrownBy(() -> Tensor.of(values, -1, -2));
        assertThatIllegalArgumentException().isThrownBy(() -> Tensor.of(values, Long.MAX_VALUE, 4));
        assertThatIllegalArgumentException().isThrownBy(() -> Tensor.of(new float[] {1}, deep));
        assertThatIllegalArgumentException().isThrownBy(() -> Tensor.ofBytes(DType.INT32, new byte[5], 1));
    }

    @Test
    void equals_differentTypeShapeOrValue_isFalse() {
        Tensor tensor = Tensor.of(new float[] {1, 2}, 2);

        assertThat(tensor).hasSameHashCodeAs(Tensor.of(new float[] {1, 2}, 2));
        assertThat(tensor).isNotEqualTo(Tensor.of(new float[] {1, 3}, 2));
        assertThat(tensor).isNotEqualTo(Tensor.of(new float[] {1, 2}, 2, 1));
        assertThat(tensor).isNotEqualTo(Tensor.ofBytes(DType.INT32, TorchFiles.floats(1, 2), 2));
    }
}
