package io.csta.camel;

import io.csta.summary.Timings;
import java.util.Optional;
import java.util.function.IntSupplier;

/** Counts what a component does. */
interface Metrics {

    /** A message that succeeded. */
    String DONE = "done";

    /** A message that failed. */
    String FAILED = "failed";

    /** A message that was cancelled, or was there when its route stopped. */
    String CANCELLED = "cancelled";

    /** A message that took longer than it may. */
    String TIMED_OUT = "timeout";

    /** Counts nothing. */
    Metrics NONE = new Metrics() {
        @Override
        public void watch(IntSupplier waiting, IntSupplier running) {}

        @Override
        public void done(CstaOperation operation, String outcome, double millis, Optional<Timings> timings) {}

        @Override
        public void close() {}
    };

    /** Shows how many messages wait and are worked on. */
    void watch(IntSupplier waiting, IntSupplier running);

    /**
     * Counts a message.
     *
     * @param outcome one of the words above
     * @param millis how long the work took; 0 if it never began
     * @param timings how long its stages took, as far as known
     */
    void done(CstaOperation operation, String outcome, double millis, Optional<Timings> timings);

    /** Takes the gauges away. */
    void close();
}
