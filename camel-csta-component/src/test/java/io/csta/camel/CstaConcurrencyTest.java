package io.csta.camel;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.csta.CancelledException;
import io.csta.summary.Stage;
import io.csta.summary.Summary;
import io.csta.video.UnreadableVideoException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CstaConcurrencyTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private static Path video;

    @BeforeAll
    static void make() {
        video = Clips.short_(shared);
    }

    private final Routes routes = new Routes();
    private final Gate gate = Gate.of(routes);

    @AfterEach
    void stop() {
        routes.close();
    }

    private void start(String options) throws Exception {
        routes.start(builder -> builder.from("direct:in")
                .to("csta:summarize?device=cpu&spoolDirectory=%s&outputDirectory=%s%s"
                        .formatted(folder.resolve("spool"), folder.resolve("out"), options)));
    }

    private void assertNothingIsLeft() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile)).isEmpty();
        }
    }

    private void awaitWork(int running, int waiting) {
        await().atMost(PATIENCE)
                .until(() ->
                        routes.csta().getRunning() == running && routes.csta().getWaiting() == waiting);
    }

    private static Throwable failure(CompletableFuture<Exchange> exchange) throws Exception {
        return exchange.get(PATIENCE.toSeconds(), SECONDS).getException();
    }

    @Test
    void process_aLongVideo_doesNotHoldTheThreadThatSendsIt() throws Exception {
        routes.start(builder -> builder.from("seda:in")
                .to("csta:summarize?device=cpu&outputDirectory=" + folder)
                .to("mock:end"));
        for (int i = 0; i < 3; i++) {
            Exchange exchange = routes.exchange(video, Map.of(CstaConstants.FILE_NAME, "s" + i));
            routes.context().createProducerTemplate().send("seda:in", exchange);
        }
        // One consumer, one worker: all three are with the component before the first is done.
        awaitWork(1, 2);
        gate.open();
        await().atMost(PATIENCE).until(() -> {
            try (Stream<Path> files = Files.list(folder)) {
                return files.filter(file -> file.toString().endsWith(".json")).count() == 3;
            }
        });
    }

    @Test
    void process_synchronously_worksInTheThreadThatSends() throws Exception {
        Set<Thread> workers = ConcurrentHashMap.newKeySet();
        routes.context().getManagementStrategy().addEventNotifier(new EventNotifierSupport() {
            @Override
            public void notify(CamelEvent event) {
                if (event instanceof CstaProgressEvent) {
                    workers.add(Thread.currentThread());
                }
            }
        });
        start("&synchronous=true");
        gate.open();
        assertThat(routes.send(video).getMessage().getBody()).isInstanceOf(Summary.class);
        assertThat(workers).containsExactly(Thread.currentThread());
    }

    @Test
    void process_synchronouslyInAThreadThatIsInterrupted_failsTheExchangeAndLeavesNothing() throws Exception {
        start("&synchronous=true");
        FutureTask<Exchange> sent = new FutureTask<>(() -> routes.send(Files.newInputStream(video)));
        Thread sender = new Thread(sent);
        sender.start();
        awaitWork(1, 0);
        sender.interrupt();
        assertThat(sent.get(PATIENCE.toSeconds(), SECONDS).getException())
                .isExactlyInstanceOf(CancelledException.class);
        awaitWork(0, 0);
        assertNothingIsLeft();
    }

    @ParameterizedTest
    @EnumSource(Stage.class)
    void cancel_runningWork_failsItsExchangeAndLeavesNothing(Stage stage) throws Exception {
        gate.moveTo(stage);
        start("");
        Exchange exchange = routes.exchange(Files.newInputStream(video), Map.of());
        CompletableFuture<Exchange> sent = routes.sendLater(exchange);
        awaitWork(1, 0);
        assertThat(routes.csta().cancel("another")).isFalse();
        assertThat(routes.csta().cancel(exchange.getExchangeId())).isTrue();
        assertThat(failure(sent))
                .isExactlyInstanceOf(CancelledException.class)
                .hasMessageContaining(exchange.getExchangeId());
        assertThat(routes.csta().cancel(exchange.getExchangeId())).isFalse();
        assertThat(routes.csta().getRunning()).isZero();
        assertNothingIsLeft();
        gate.open();
        assertThat(routes.send(video).getMessage().getBody()).isInstanceOf(Summary.class);
    }

    @Test
    void cancel_waitingWork_failsItsExchangeAtOnceAndNotTheOthers() throws Exception {
        start("");
        CompletableFuture<Exchange> running = routes.sendLater(routes.exchange(video, Map.of()));
        awaitWork(1, 0);
        Exchange waits = routes.exchange(Files.newInputStream(video), Map.of());
        CompletableFuture<Exchange> waiting = routes.sendLater(waits);
        awaitWork(1, 1);
        assertThat(routes.csta().cancel(waits.getExchangeId())).isTrue();
        assertThat(failure(waiting)).isExactlyInstanceOf(CancelledException.class);
        assertThat(running).isNotDone();
        try (Stream<Path> spooled = Files.walk(folder.resolve("spool"))) {
            assertThat(spooled.filter(Files::isRegularFile)).isEmpty();
        }
        gate.open();
        assertThat(failure(running)).isNull();
    }

    @Test
    void timeout_thatRunsOut_failsTheExchangeAndLeavesNothing() throws Exception {
        start("&timeout=1");
        Exchange exchange = routes.send(Files.newInputStream(video));
        assertThat(exchange.getException())
                .isInstanceOf(CstaTimeoutException.class)
                .hasMessageContaining("option timeout");
        assertNothingIsLeft();
        gate.open();
        assertThat(routes.send(video, Map.of(CstaConstants.TIMEOUT, "10m")).getException())
                .isNull();
    }

    /** What waited longer than it may run runs, and fails for a reason of its own at once. */
    @Test
    void timeout_countsRunningTimeOnly() throws Exception {
        start("");
        Path notes = Files.writeString(folder.resolve("notes.mp4"), "no video\n".repeat(200));
        CompletableFuture<Exchange> first = routes.sendLater(routes.exchange(video, Map.of()));
        awaitWork(1, 0);
        Duration limit = Duration.ofSeconds(1);
        CompletableFuture<Exchange> second =
                routes.sendLater(routes.exchange(notes, Map.of(CstaConstants.TIMEOUT, limit.toMillis())));
        awaitWork(1, 1);
        await().pollDelay(limit.plusMillis(100)).until(() -> routes.csta().getWaiting() == 1);
        gate.open();
        assertThat(failure(first)).isNull();
        assertThat(failure(second)).isInstanceOf(UnreadableVideoException.class);
    }

    /** None of them would ever end by itself. */
    @Test
    void stop_whileOneRunsAndThreeWait_failsAllAndLeavesNothing() throws Exception {
        start("");
        List<CompletableFuture<Exchange>> sent = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            sent.add(routes.sendLater(
                    routes.exchange(Files.newInputStream(video), Map.of(CstaConstants.FILE_NAME, "s" + i))));
        }
        awaitWork(1, 3);
        routes.close();
        for (CompletableFuture<Exchange> exchange : sent) {
            assertThat(failure(exchange)).isInstanceOf(CstaStoppedException.class);
        }
        assertNothingIsLeft();
        try (Stream<Path> spools = Files.list(folder.resolve("spool"))) {
            assertThat(spools).isEmpty();
        }
    }

    @Test
    void restart_afterAStop_worksAgain() throws Exception {
        start("");
        gate.open();
        String route = routes.context().getRoutes().get(0).getId();
        routes.context().getRouteController().stopRoute(route);
        assertThat(routes.csta().getLoadedModels()).isZero();
        routes.context().getRouteController().startRoute(route);
        assertThat(routes.csta().getLoadedModels()).isEqualTo(1);
        assertThat(routes.send(video).getException()).isNull();
    }
}
