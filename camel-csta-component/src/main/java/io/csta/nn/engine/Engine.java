package io.csta.nn.engine;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The library that computes a network. */
public enum Engine {
    /** Computes networks that are trained already; the default. */
    ONNX_RUNTIME("onnxruntime"),
    /** Trains networks, and computes them too, more slowly. */
    PYTORCH("pytorch");

    private final String word;

    Engine(String word) {
        this.word = word;
    }

    /** The word that stands for it in options. */
    public String word() {
        return word;
    }

    /** Whether {@link #named} knows the word. */
    public static boolean isName(String word) {
        return Arrays.stream(values()).anyMatch(engine -> engine.word.equals(word));
    }

    /**
     * The engine that a word stands for.
     *
     * @throws UnknownDeviceException if there is no such engine
     */
    public static Engine named(String word) {
        return Arrays.stream(values())
                .filter(engine -> engine.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new UnknownDeviceException(
                        "unknown engine %s; available engines: %s".formatted(word, words())));
    }

    /** All words, separated by commas. */
    public static String words() {
        return Arrays.stream(values()).map(Engine::word).collect(Collectors.joining(", "));
    }
}
