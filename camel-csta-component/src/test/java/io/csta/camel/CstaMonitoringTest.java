package io.csta.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.csta.CancelledException;
import io.csta.summary.Progress;
import io.csta.summary.Stage;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.camel.Exchange;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CstaMonitoringTest {

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private static Path video;

    @BeforeAll
    static void make() {
        video = Clips.short_(shared);
    }

    @Test
    void healthCheck_followsTheModelsThatEndpointsName() throws Exception {
        try (Routes routes = Routes.to("csta:summarize?device=cpu")) {
            HealthCheck.Result result = result(routes);
            assertThat(result.getState()).isEqualTo(HealthCheck.State.UP);
            assertThat(result.getDetails())
                    .containsEntry("model.starter.cpu", "loaded")
                    .containsEntry("arithmetic", "correct");
            assertThat(result.getCheck().isReadiness()).isTrue();
            assertThat(component(routes).isReady()).isTrue();
        }
        try (Routes routes = Routes.to("csta:summarize?device=cpu&model=absent&lazyStartProducer=true")) {
            assertThat(result(routes).getState()).isEqualTo(HealthCheck.State.UP);
            assertThat(component(routes).isReady()).isFalse();
            assertThat(routes.send(video).getException()).isNotNull();
            assertThat(component(routes).isReady()).isFalse();
            HealthCheck.Result result = result(routes);
            assertThat(result.getState()).isEqualTo(HealthCheck.State.DOWN);
            assertThat(result.getMessage())
                    .hasValueSatisfying(why -> assertThat(why).contains("absent"));
        }
    }

    private static CstaComponent component(Routes routes) {
        return routes.context().getComponent("csta", CstaComponent.class);
    }

    private static HealthCheck.Result result(Routes routes) {
        return HealthCheckHelper.invoke(routes.context()).stream()
                .filter(result -> result.getCheck().getId().equals(CstaHealthCheck.ID))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void metrics_countExchangesAndTimeStages() throws Exception {
        MeterRegistry meters = new SimpleMeterRegistry();
        try (Routes routes = new Routes()) {
            routes.context().getRegistry().bind("metricsRegistry", meters);
            routes.start(builder -> builder.from("direct:in").to("csta:summarize?device=cpu"));
            assertThat(routes.send(video, Map.of(CstaConstants.OUTPUT_DIRECTORY, folder))
                            .getException())
                    .isNull();
            routes.send("absent.mp4");
            routes.send(video, Map.of(CstaConstants.TIMEOUT, 1, CstaConstants.OUTPUT_DIRECTORY, folder + "/x"));
            for (String outcome : List.of("done", "failed", "timeout")) {
                assertThat(meters.get("csta.exchanges")
                                .tags("operation", "summarize", "outcome", outcome)
                                .counter()
                                .count())
                        .as(outcome)
                        .isEqualTo(1);
            }
            for (String stage : List.of("decoding", "features", "segmentation", "scoring", "selection", "rendering")) {
                assertThat(meters.get("csta.stage").tag("stage", stage).timer().count())
                        .as(stage)
                        .isEqualTo(1);
            }
            assertThat(meters.get("csta.work")
                            .tag("outcome", "done")
                            .timer()
                            .totalTime(java.util.concurrent.TimeUnit.SECONDS))
                    .isBetween(0.01, 120.0);
            assertThat(meters.get("csta.waiting").gauge().value()).isZero();
            assertThat(meters.get("csta.running").gauge().value()).isZero();
        }
        assertThat(meters.find("csta.waiting").gauge()).isNull();
    }

    @Test
    void progress_comesAsEventsOfTheExchange_andABadListenerDoesNoHarm() throws Exception {
        List<CstaProgressEvent> heard = new CopyOnWriteArrayList<>();
        try (Routes routes = new Routes()) {
            routes.context().getManagementStrategy().addEventNotifier(new EventNotifierSupport() {
                @Override
                public void notify(CamelEvent event) {
                    if (event instanceof CstaProgressEvent progress) {
                        heard.add(progress);
                        throw new IllegalStateException("a bad listener");
                    }
                }
            });
            routes.start(builder -> builder.from("direct:in").to("csta:summarize?device=cpu"));
            Exchange sent = routes.exchange(video, Map.of(CstaConstants.OUTPUT_DIRECTORY, folder));
            assertThat(routes.sendLater(sent).get().getException()).isNull();
            assertThat(heard)
                    .extracting(event -> event.getExchange().getExchangeId())
                    .containsOnly(sent.getExchangeId());
            assertThat(heard)
                    .extracting(CstaProgressEvent::getProgress)
                    .extracting(Progress::fraction)
                    .isSorted()
                    .endsWith(1.0);
            assertThat(heard).extracting(event -> event.getProgress().stage()).contains(Stage.values());
            assertThat(heard.get(0)).hasToString("FEATURES of " + sent.getExchangeId() + " is at 0 %");
            assertThat(heard.get(0).getType()).isEqualTo(CamelEvent.Type.Custom);
        }
    }

    @Test
    void jmx_cancelsAndCounts() throws Exception {
        try (Routes routes = new Routes()) {
            Gate.of(routes); // never opened: the work is there to be cancelled
            routes.start(builder ->
                    builder.from("direct:in").to("csta:summarize?device=cpu&outputDirectory=" + folder.resolve("out")));
            Exchange exchange = routes.exchange(video, Map.of());
            CompletableFuture<Exchange> sent = routes.sendLater(exchange);
            MBeanServer server = ManagementFactory.getPlatformMBeanServer();
            ObjectName name = server.queryNames(
                            new ObjectName("org.apache.camel:context=%s,type=components,name=\"csta\""
                                    .formatted(routes.context().getManagementName())),
                            null)
                    .iterator()
                    .next();
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> server.getAttribute(name, "Running").equals(1));
            assertThat(server.invoke(name, "cancel", new Object[] {exchange.getExchangeId()}, new String[] {
                        String.class.getName()
                    }))
                    .isEqualTo(true);
            assertThat(sent.get().getException()).isInstanceOf(CancelledException.class);
        }
    }
}
