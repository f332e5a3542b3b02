package io.csta.camel;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.apache.camel.AsyncEndpoint;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;
import org.jspecify.annotations.Nullable;

/**
 * Make short videos of long ones, and find the shots, the importance and the features of their frames.
 *
 * <p>All its producers share its threads, its queue and its spool folder.
 */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "csta",
        title = "CSTA",
        syntax = "csta:operation",
        category = {Category.DOCUMENT, Category.TRANSFORMATION},
        producerOnly = true,
        remote = false,
        headersClass = CstaConstants.class)
public class CstaEndpoint extends DefaultEndpoint implements AsyncEndpoint {

    @UriPath(
            enums = "summarize,score,segment,features",
            description = "What to do with a message: `summarize` makes a summary video of a video, `score` gives the"
                    + " importance of its sampled frames, `segment` its shots, and `features` the features of its sampled"
                    + " frames. `score` and `segment` also take a file of features in HDF5.")
    @Metadata(required = true)
    private final CstaOperation operation;

    @UriParam
    private final CstaConfiguration configuration;

    private @Nullable Expression fileName;
    private @Nullable Inputs inputs;
    private @Nullable Spool spool;
    private @Nullable WorkQueue queue;

    CstaEndpoint(String uri, CstaComponent component, CstaOperation operation, CstaConfiguration configuration) {
        super(uri, component);
        this.operation = operation;
        this.configuration = configuration;
    }

    /** What it does. */
    public CstaOperation getOperation() {
        return operation;
    }

    /** Its options. */
    public CstaConfiguration getConfiguration() {
        return configuration;
    }

    @Override
    public CstaComponent getComponent() {
        return (CstaComponent) super.getComponent();
    }

    @Override
    public Producer createProducer() {
        return new CstaProducer(this);
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException(
                "csta: works on messages and makes none: use it in to(), not in from()");
    }

    /**
     * Checks all options.
     *
     * @throws CstaOptionException if one of them cannot be; the message names it
     */
    void validate() {
        requireSensible(EffectiveOptions.of(configuration));
        requireAtLeast("maxConcurrent", configuration.getMaxConcurrent(), 1);
        requireAtLeast("maxDownloadSize", configuration.getMaxDownloadSize(), 1);
        requireAtLeast("downloadTimeout", configuration.getDownloadTimeout(), 1);
        try {
            spool = new Spool(
                    Optional.ofNullable(configuration.getSpoolDirectory()).map(Path::of));
            inputs = new Inputs(toString(), configuration, spool);
        } catch (IllegalArgumentException e) {
            throw new CstaOptionException("option inputDirectory or spoolDirectory: " + e.getMessage(), e);
        }
        if (configuration.getFileName() != null) {
            fileName = expression(configuration.getFileName());
        }
    }

    /** Refuses what fits the option but not this operation. */
    void requireSensible(EffectiveOptions settings) {
        if (settings.output() == CstaOutput.VIDEO && operation != CstaOperation.SUMMARIZE) {
            throw new CstaOptionException(
                    "option output: csta:%s makes no video; give summary or json".formatted(operation.path()));
        }
    }

    private static void requireAtLeast(String option, long value, long least) {
        if (value < least) {
            throw new CstaOptionException("option %s: %d cannot be; give %d or more".formatted(option, value, least));
        }
    }

    private Expression expression(String text) {
        try {
            Expression expression = getCamelContext().resolveLanguage("simple").createExpression(text);
            expression.init(getCamelContext());
            return expression;
        } catch (RuntimeException e) {
            throw new CstaOptionException(
                    "option fileName: %s is no expression of the simple language: %s".formatted(text, e.getMessage()),
                    e);
        }
    }

    /** What the result of a message is called, if the option says something about it. */
    Optional<String> fileName(Exchange exchange) {
        return Optional.ofNullable(fileName).map(expression -> expression.evaluate(exchange, String.class));
    }

    Inputs inputs() {
        return Objects.requireNonNull(inputs, "validated when created");
    }

    Spool spool() {
        return Objects.requireNonNull(spool, "validated when created");
    }

    WorkQueue queue() {
        WorkQueue running = queue;
        if (running == null) {
            throw new CstaStoppedException(this + " is not started");
        }
        return running;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        queue = new WorkQueue(getComponent(), this, configuration.getMaxConcurrent());
    }

    @Override
    protected void doStop() throws Exception {
        WorkQueue running = queue;
        queue = null;
        if (running != null) {
            running.close();
        }
        spool().close();
        super.doStop();
    }
}
