package io.csta.nn.engine;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The library that runs a network. */
public enum Engine {
    /** Runs trained networks; the default. */
    ONNX_RUNTIME("onnxruntime"),
    /** Trains networks, and can also run them, more slowly. */
    PYTORCH("pytorch");

    private final String word;

    Engine(String word) {
        this.word = word;
    }

    /** Its name in options. */
    public String word() {
        return word;
    }

    /**
     * The engine of this name.
     *
     * @throws UnknownDeviceException if there is no such engine
     */
    public static Engine named(String word) {
        return Arrays.stream(values())
                .filter(engine -> engine.word.equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(() -> new UnknownDeviceException("unknown engine %s; available engines: %s"
                        .formatted(
                                word, Arrays.stream(values()).map(Engine::word).collect(Collectors.joining(", ")))));
    }
}
