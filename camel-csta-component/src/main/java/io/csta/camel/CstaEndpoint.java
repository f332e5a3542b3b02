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
import org.apache.camel.spi.PropertyConfigurerGetter;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;
import org.jspecify.annotations.Nullable;

/**
 * Summarize videos, detect shots, and compute importance scores and features of frames.
 *
 * <p>All producers of an endpoint share its threads, its queue and its spool folder.
 */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "csta",
        title = "CSTA",
        syntax = "csta:operation",
        category = {Category.AI, Category.DOCUMENT, Category.TRANSFORMATION},
        producerOnly = true,
        remote = false,
        headersClass = CstaConstants.class)
public class CstaEndpoint extends DefaultEndpoint implements AsyncEndpoint {

    @UriPath(
            enums = "summarize,score,segment,features",
            description = "The operation: `summarize` creates a summary video, `score` returns the importance of the "
                    + "sampled frames, `segment` the shots, `features` the feature vectors. `score` and `segment` also "
                    + "accept features in HDF5.")
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

    /** The operation. */
    public CstaOperation getOperation() {
        return operation;
    }

    /** The options. */
    public CstaConfiguration getConfiguration() {
        return configuration;
    }

    /** The value of an option by its name; null if it is not set. */
    @Nullable Object option(String name) {
        PropertyConfigurerGetter options =
                (PropertyConfigurerGetter) getComponent().getEndpointPropertyConfigurer();
        return options.getOptionValue(this, name, false);
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
        throw new UnsupportedOperationException("csta: supports only producers; use it in to(), not in from()");
    }

    /**
     * Validates all options.
     *
     * @throws CstaOptionException if one of them is invalid; the message names it
     */
    void validate() {
        requireSupported(EffectiveOptions.of(this));
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

    /** Rejects values that this operation does not support. */
    void requireSupported(EffectiveOptions settings) {
        if (settings.output() == CstaOutput.VIDEO && operation != CstaOperation.SUMMARIZE) {
            throw new CstaOptionException(
                    "option output: csta:%s creates no video; use summary or json".formatted(operation.path()));
        }
    }

    private static void requireAtLeast(String option, long value, long least) {
        if (value < least) {
            throw new CstaOptionException(
                    "option %s: invalid value %d; use %d or more".formatted(option, value, least));
        }
    }

    private Expression expression(String text) {
        try {
            Expression expression = getCamelContext().resolveLanguage("simple").createExpression(text);
            expression.init(getCamelContext());
            return expression;
        } catch (RuntimeException e) {
            throw new CstaOptionException(
                    "option fileName: %s is not a valid Simple expression: %s".formatted(text, e.getMessage()), e);
        }
    }

    /** The name of a message's result, if the option is set. */
    Optional<String> fileName(Exchange exchange) {
        return Optional.ofNullable(fileName).map(expression -> expression.evaluate(exchange, String.class));
    }

    Inputs inputs() {
        return Objects.requireNonNull(inputs, "set when the endpoint was validated");
    }

    Spool spool() {
        return Objects.requireNonNull(spool, "set when the endpoint was validated");
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
        queue = new WorkQueue(getComponent(), this);
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
