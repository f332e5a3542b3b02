package io.csta.checkpoint;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Converts checkpoints to half precision. Matrices and kernels tolerate rounding to three digits; vectors are not changed,
 * because they include the running variances of batch norms, which can be tiny.
 */
public final class HalfPrecision {

    private HalfPrecision() {}

    /**
     * The same checkpoint with its matrices and kernels in half precision.
     *
     * @throws CheckpointException naming the tensor, if a value is too large
     */
    public static Checkpoint of(Checkpoint checkpoint) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        checkpoint.tensors().forEach((key, tensor) -> {
            boolean large = tensor.shape().length > 1 && tensor.dtype().isFloatingPoint();
            tensors.put(key, large ? halved(key, tensor) : tensor);
        });
        return new Checkpoint(tensors, checkpoint.metadata());
    }

    private static Tensor halved(String key, Tensor tensor) {
        Tensor half = tensor.to(DType.FLOAT16);
        float[] before = tensor.toFloats();
        float[] after = half.toFloats();
        for (int i = 0; i < before.length; i++) {
            if (Float.isFinite(before[i]) && !Float.isFinite(after[i])) {
                throw new CheckpointException(
                        "%s contains %s, but the maximum of half precision is 65504; keep this checkpoint in full precision"
                                .formatted(key, before[i]));
            }
        }
        return half;
    }
}
