package io.csta.camel;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.csta.CancelledException;
import io.csta.summary.Summary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CstaConcurrencyTest {

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private static Path short_;
    private static Path long_;

    @BeforeAll
    static void make() {
        short_ = Clips.short_(shared);
        long_ = Clips.long_(shared);
    }

    private Routes routes(String options) throws Exception {
        return Routes.to("csta:summarize?device=cpu&sampleEvery=1&spoolDirectory=%s&outputDirectory=%s%s"
                .formatted(folder.resolve("spool"), folder.resolve("out"), options));
    }

    private void assertNothingIsLeft() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile)).isEmpty();
        }
    }

    private static void awaitRunning(Routes routes) {
        await().atMost(Duration.ofSeconds(30)).until(() -> routes.csta().getRunning() > 0);
    }

    @Test
    void process_aLongVideo_doesNotHoldTheThreadThatSendsIt() throws Exception {
        try (Routes routes = new Routes().start(builder -> builder.from("seda:in")
                .to("csta:summarize?device=cpu&outputDirectory=" + folder)
                .to("mock:end"))) {
            for (int i = 0; i < 3; i++) {
                Exchange exchange = routes.exchange(short_, Map.of(CstaConstants.FILE_NAME, "s" + i));
                routes.context().createProducerTemplate().send("seda:in", exchange);
            }
            // One consumer, one worker: all three are with the component before the first is done.
            await().atMost(Duration.ofSeconds(10))
                    .until(() ->
                            routes.csta().getRunning() == 1 && routes.csta().getWaiting() == 2);
            await().atMost(Duration.ofMinutes(1)).until(() -> {
                try (Stream<Path> files = Files.list(folder)) {
                    return files.filter(file -> file.toString().endsWith(".json"))
                                    .count()
                            == 3;
                }
            });
        }
    }

    @Test
    void cancel_runningWork_failsItsExchangeAndLeavesNothing() throws Exception {
        try (Routes routes = routes("")) {
            Exchange exchange = routes.exchange(Files.newInputStream(long_), Map.of());
            CompletableFuture<Exchange> sent = routes.sendLater(exchange);
            awaitRunning(routes);
            assertThat(routes.csta().cancel("another")).isFalse();
            assertThat(routes.csta().cancel(exchange.getExchangeId())).isTrue();
            assertThat(sent.get(20, SECONDS).getException())
                    .isExactlyInstanceOf(CancelledException.class)
                    .hasMessageContaining(exchange.getExchangeId());
            assertThat(routes.csta().cancel(exchange.getExchangeId())).isFalse();
            assertThat(routes.csta().getRunning()).isZero();
            assertNothingIsLeft();
            assertThat(routes.send(short_).getMessage().getBody()).isInstanceOf(Summary.class);
        }
    }

    @Test
    void cancel_waitingWork_failsItsExchangeAtOnceAndNotTheOthers() throws Exception {
        try (Routes routes = routes("")) {
            CompletableFuture<Exchange> running = routes.sendLater(routes.exchange(long_, Map.of()));
            awaitRunning(routes);
            Exchange waits = routes.exchange(Files.newInputStream(short_), Map.of());
            CompletableFuture<Exchange> waiting = routes.sendLater(waits);
            await().until(() -> routes.csta().getWaiting() == 1);
            assertThat(routes.csta().cancel(waits.getExchangeId())).isTrue();
            assertThat(waiting.get(5, SECONDS).getException()).isExactlyInstanceOf(CancelledException.class);
            assertThat(running).isNotDone();
            try (Stream<Path> spooled = Files.walk(folder.resolve("spool"))) {
                assertThat(spooled.filter(Files::isRegularFile)).isEmpty();
            }
            assertThat(running.get(60, SECONDS).getException()).isNull();
        }
    }

    @Test
    void timeout_thatRunsOut_failsTheExchangeAndLeavesNothing() throws Exception {
        try (Routes routes = routes("&timeout=1")) {
            Exchange exchange = routes.send(Files.newInputStream(long_));
            assertThat(exchange.getException())
                    .isInstanceOf(CstaTimeoutException.class)
                    .hasMessageContaining("option timeout");
            assertNothingIsLeft();
            assertThat(routes.send(short_, Map.of(CstaConstants.TIMEOUT, "1m")).getException())
                    .isNull();
        }
    }

    @Test
    void timeout_countsRunningTimeOnly() throws Exception {
        try (Routes routes = routes("&timeout=30s")) {
            CompletableFuture<Exchange> first =
                    routes.sendLater(routes.exchange(long_, Map.of(CstaConstants.TIMEOUT, 0)));
            awaitRunning(routes);
            CompletableFuture<Exchange> second = routes.sendLater(
                    routes.exchange(short_, Map.of(CstaConstants.TIMEOUT, "8s", CstaConstants.SAMPLE_EVERY, 10)));
            assertThat(first.get(60, SECONDS).getException()).isNull();
            assertThat(second.get(60, SECONDS).getException()).isNull();
        }
    }

    @Test
    void stop_whileOneRunsAndThreeWait_failsAllPromptlyAndLeavesNothing() throws Exception {
        List<CompletableFuture<Exchange>> sent = new ArrayList<>();
        Routes routes = routes("");
        try {
            for (int i = 0; i < 4; i++) {
                sent.add(routes.sendLater(
                        routes.exchange(Files.newInputStream(long_), Map.of(CstaConstants.FILE_NAME, "s" + i))));
            }
            await().atMost(Duration.ofSeconds(30)).until(() -> routes.csta().getWaiting() == 3);
        } finally {
            long started = System.nanoTime();
            routes.close();
            assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(20));
        }
        for (CompletableFuture<Exchange> exchange : sent) {
            assertThat(exchange.get(5, SECONDS).getException()).isInstanceOf(CstaStoppedException.class);
        }
        assertNothingIsLeft();
        try (Stream<Path> spools = Files.list(folder.resolve("spool"))) {
            assertThat(spools).isEmpty();
        }
    }

    @Test
    void restart_afterAStop_worksAgain() throws Exception {
        try (Routes routes = routes("&overwrite=true")) {
            String route = routes.context().getRoutes().get(0).getId();
            routes.context().getRouteController().stopRoute(route);
            assertThat(routes.csta().getLoadedModels()).isZero();
            routes.context().getRouteController().startRoute(route);
            assertThat(routes.csta().getLoadedModels()).isEqualTo(1);
            assertThat(routes.send(short_, Map.of(CstaConstants.SAMPLE_EVERY, 10))
                            .getException())
                    .isNull();
        }
    }
}
