package io.csta.checkpoint;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Checkpoints in half the space. Matrices and kernels take rounding to three digits well; vectors, among them the running
 * variances of batch norms, which may be tiny, are left as they are.
 */
public final class HalfPrecision {

    private HalfPrecision() {}

    /**
     * The same checkpoint with its matrices and kernels in half precision.
     *
     * @throws CheckpointException naming the tensor, if a value is too large for that
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
                throw new CheckpointException("%s holds %s, and half precision ends at 65504: convert it without --half"
                        .formatted(key, before[i]));
            }
        }
        return half;
    }
}
