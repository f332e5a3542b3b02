package io.csta.nn.layer;

/** Where a network that was never trained gets its values from. */
@FunctionalInterface
public interface ParameterValues {

    /**
     * The values of one parameter.
     *
     * @param key its key in the published state dict
     * @param shape its shape there
     * @return as many values as the shape asks for, row-major
     */
    float[] of(String key, long[] shape);
}
