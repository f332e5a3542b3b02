package io.csta.diagnosis;

import io.csta.onnx.OnnxRuntime;
import java.util.Optional;

/**
 * The threads that run networks.
 *
 * @param processors the number of processors that Java can use
 * @param network the number of threads that run one network
 * @param requested the value of {@code OMP_NUM_THREADS}, if it is set
 */
public record ThreadState(int processors, int network, Optional<String> requested) {

    static ThreadState here() {
        return new ThreadState(
                Runtime.getRuntime().availableProcessors(),
                OnnxRuntime.threads(),
                Optional.ofNullable(System.getenv("OMP_NUM_THREADS")));
    }

    Finding finding() {
        String text = "%d per network; processors available: %d".formatted(network, processors);
        if (requested.isPresent() && !requested.get().equals(Integer.toString(network))) {
            return Finding.warning(
                    "threads",
                    "%s; OMP_NUM_THREADS=%s is ignored".formatted(text, requested.get()),
                    "set OMP_NUM_THREADS to a number of threads, or unset it");
        }
        return Finding.ok("threads", text + (requested.isPresent() ? ", set by OMP_NUM_THREADS" : ""));
    }
}
