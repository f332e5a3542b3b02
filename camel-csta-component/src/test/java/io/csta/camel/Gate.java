package io.csta.camel;

import io.csta.summary.Stage;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.EventNotifierSupport;

/**
 * Holds all work at the start of a stage, the first unless told otherwise, until it is cancelled or the gate opens, so that
 * a test decides how long work takes and not the machine.
 */
final class Gate extends EventNotifierSupport {

    private final CountDownLatch opened = new CountDownLatch(1);
    private volatile Stage stage = Stage.FEATURES;

    /** A gate that is closed, in front of a context that has yet to start. */
    static Gate of(Routes routes) {
        Gate gate = new Gate();
        routes.context().getManagementStrategy().addEventNotifier(gate);
        return gate;
    }

    /** Where it stands. */
    void moveTo(Stage other) {
        stage = other;
    }

    /** Lets everything pass, from now on. */
    void open() {
        opened.countDown();
    }

    @Override
    public void notify(CamelEvent event) {
        if (event instanceof CstaProgressEvent progress
                && progress.getProgress().stage() == stage) {
            try {
                opened.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // the work was cancelled, and ends when it notices
            }
        }
    }
}
