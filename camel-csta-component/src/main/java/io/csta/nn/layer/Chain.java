package io.csta.nn.layer;

import ai.djl.ndarray.NDArray;
import io.csta.onnx.Value;
import java.util.ArrayList;
import java.util.List;

/** A sequence of layers. */
public class Chain extends Layer {

    private final List<Layer> links = new ArrayList<>();

    /**
     * Adds a layer.
     *
     * @param name its part of the keys in a state dict; an empty one adds nothing to them
     */
    public final Chain then(String name, Layer layer) {
        links.add(addChildBlock(name, layer));
        return this;
    }

    /** Adds a layer without parameters. */
    public final Chain then(Layer layer) {
        links.add(layer);
        return this;
    }

    @Override
    public final NDArray forward(NDArray input, ForwardContext context) {
        NDArray map = input;
        for (Layer link : links) {
            NDArray next = link.forward(map, context);
            if (map != input) {
                map.close();
            }
            map = next;
        }
        return map;
    }

    @Override
    public final Value write(Value input, GraphContext context) {
        Value map = input;
        for (Layer link : links) {
            map = link.write(map, context);
        }
        return map;
    }
}
