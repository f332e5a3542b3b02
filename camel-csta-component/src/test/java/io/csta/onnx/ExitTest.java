package io.csta.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.csta.onnx.OnnxSession.Memory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Shutdown hooks can wait for threads that run networks: the native library stays loaded until they end. */
class ExitTest {

    private static final int STATUS = 7;

    @Test
    void exit_whileNetworksAreLoaded_goesOnUntilTheEnd() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Loading.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(output).isEmpty();
        assertThat(process.waitFor()).isEqualTo(STATUS);
    }

    /** Loads networks until the process exits. */
    static final class Loading {

        private Loading() {}

        public static void main(String[] arguments) throws InterruptedException {
            CountDownLatch loaded = new CountDownLatch(1);
            Thread loading = new Thread(() -> {
                while (true) {
                    load();
                    loaded.countDown();
                }
            });
            loading.setDaemon(true);
            loading.start();
            loaded.await();
            // As the hooks of the command line and of the service do, which wait for the work to end.
            Runtime.getRuntime().addShutdownHook(new Thread(Loading::waitAMoment));
            System.exit(STATUS);
        }

        private static void load() {
            Graph graph = new Graph();
            graph.output("sum", graph.add(graph.input("values", 1), graph.constant(1)));
            OnnxSession.of(graph, Memory.NONE_KEPT, -1).close();
        }

        private static void waitAMoment() {
            try {
                Thread.sleep(500);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
