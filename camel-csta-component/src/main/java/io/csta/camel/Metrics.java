package io.csta.camel;

import io.csta.summary.Timings;
import java.util.Optional;
import java.util.function.IntSupplier;

/** The metrics of a component. */
interface Metrics {

    /** A message that succeeded. */
    String DONE = "done";

    /** A message that failed. */
    String FAILED = "failed";

    /** A message that was cancelled, or whose route stopped. */
    String CANCELLED = "cancelled";

    /** A message that timed out. */
    String TIMED_OUT = "timeout";

    /** Records nothing. */
    Metrics NONE = new Metrics() {
        @Override
        public void watch(IntSupplier waiting, IntSupplier running) {}

        @Override
        public void done(CstaOperation operation, String outcome, double millis, Optional<Timings> timings) {}

        @Override
        public void close() {}
    };

    /** Registers gauges for the numbers of waiting messages and of messages being processed. */
    void watch(IntSupplier waiting, IntSupplier running);

    /**
     * Counts a message.
     *
     * @param outcome one of the constants above
     * @param millis the processing time; 0 if processing never began
     * @param timings the time of each stage, if known
     */
    void done(CstaOperation operation, String outcome, double millis, Optional<Timings> timings);

    /** Removes the gauges. */
    void close();
}
