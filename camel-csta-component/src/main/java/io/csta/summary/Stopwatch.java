package io.csta.summary;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** Adds up the time that each part of the work takes, across threads. */
final class Stopwatch {

    private static final double SECOND = 1e9;

    /** What is measured. */
    enum Part {
        DECODING,
        FEATURES,
        SEGMENTATION,
        SCORING,
        SELECTION,
        RENDERING
    }

    private final long started = System.nanoTime();
    private final Map<Part, LongAdder> nanos = new EnumMap<>(Part.class);

    Stopwatch() {
        for (Part part : Part.values()) {
            nanos.put(part, new LongAdder());
        }
    }

    /** Does some work and adds its time to a part. */
    <T> T time(Part part, Supplier<T> work) {
        long begin = System.nanoTime();
        try {
            return work.get();
        } finally {
            counter(part).add(System.nanoTime() - begin);
        }
    }

    Timings timings() {
        return new Timings(
                seconds(Part.DECODING),
                seconds(Part.FEATURES),
                seconds(Part.SEGMENTATION),
                seconds(Part.SCORING),
                seconds(Part.SELECTION),
                seconds(Part.RENDERING),
                (System.nanoTime() - started) / SECOND);
    }

    private double seconds(Part part) {
        return counter(part).sum() / SECOND;
    }

    private LongAdder counter(Part part) {
        return Objects.requireNonNull(nanos.get(part));
    }
}
