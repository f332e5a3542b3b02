package io.csta.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.csta.summary.Progress;
import io.csta.summary.Stage;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.EventNotifierSupport;
import org.junit.jupiter.api.Test;

class ProgressEventsTest {

    /** A long batch, or the segmentation of a long video. */
    @Test
    void progress_withoutNews_isRepeatedWithLessTimeLeft_untilTheEnd() throws Exception {
        List<Progress> heard = new CopyOnWriteArrayList<>();
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.getManagementStrategy().addEventNotifier(new EventNotifierSupport() {
                @Override
                public void notify(CamelEvent event) {
                    if (event instanceof CstaProgressEvent progress) {
                        heard.add(progress.getProgress());
                    }
                }
            });
            context.start();
            try (ProgressEvents events = new ProgressEvents(new DefaultExchange(context))) {
                events.repeat(timer);
                events.update(new Progress(Stage.SEGMENTATION, 0.5, OptionalDouble.of(100), 3));

                await().atMost(Duration.ofMinutes(1)).until(() -> heard.size() >= 3);
            }
            assertThat(heard).extracting(Progress::stage).containsOnly(Stage.SEGMENTATION);
            assertThat(heard).extracting(Progress::fraction).containsOnly(0.5);
            assertThat(heard)
                    .extracting(progress -> -progress.secondsLeft().orElseThrow())
                    .isSorted()
                    .startsWith(-100.0);
            assertThat(heard.get(2).secondsLeft().orElseThrow()).isBetween(0.0, 99.5);
        } finally {
            timer.shutdownNow();
        }
    }
}
