package io.csta.testing;

import com.fasterxml.jackson.databind.JsonNode;
import io.csta.checkpoint.Checkpoint;
import io.csta.checkpoint.Tensor;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** The two checkpoints of a model, in the published layouts, with values from {@link Formula}. */
public final class PublishedCheckpoints {

    private PublishedCheckpoints() {}

    /** Writes torchvision's GoogLeNet as safetensors. */
    public static Path extractor(Path file) {
        return write("torchvision_googlenet", "extractor.", file);
    }

    /** Writes the CSTA network of {@code golden/scores.json} as safetensors. */
    public static Path scorer(Path file) {
        return write("csta_googlenet", "", file);
    }

    private static Path write(String model, String prefix, Path file) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (JsonNode entry : Golden.json("state_dicts.json").get(model)) {
            String key = entry.get(0).asText();
            long[] shape = new long[entry.get(1).size()];
            Arrays.setAll(shape, i -> entry.get(1).get(i).asLong());
            if (key.endsWith("num_batches_tracked")) {
                tensors.put(key, Tensor.ofLongs(new long[] {1}));
            } else if (!key.endsWith(".pe")) {
                tensors.put(key, Tensor.of(Formula.parameter(prefix + key, shape), shape));
            }
        }
        Checkpoint.of(tensors).writeSafetensors(file);
        return file;
    }
}
