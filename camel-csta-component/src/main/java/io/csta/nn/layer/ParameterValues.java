package io.csta.nn.layer;

/** The source of the values of a network that was never trained. */
@FunctionalInterface
public interface ParameterValues {

    /**
     * The values of one parameter.
     *
     * @param key its key in the published state dict
     * @param shape its shape there
     * @return the values, row-major, as many as the shape has
     */
    float[] of(String key, long[] shape);
}
