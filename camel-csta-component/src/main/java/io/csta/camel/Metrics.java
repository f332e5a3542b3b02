package io.csta.camel;

import io.csta.summary.Timings;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.ClassResolver;

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

    /**
     * The metrics of a context: Micrometer's if they are on the class path, and the context has a registry. The class that
     * uses Micrometer is looked up by name, because building a native executable links all classes that others refer to.
     */
    static Metrics of(CamelContext context) {
        ClassResolver classes = context.getClassResolver();
        if (classes.resolveClass("io.micrometer.core.instrument.MeterRegistry") == null) {
            return NONE;
        }
        try {
            Class<?> micrometer = classes.resolveMandatoryClass("io.csta.camel.MicrometerMetrics");
            return (Metrics)
                    micrometer.getDeclaredMethod("of", CamelContext.class).invoke(null, context);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the metrics of csta: cannot be created", e);
        }
    }

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
