package io.csta.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.csta.camel.page.Batch;
import io.csta.camel.page.DeadLetter;
import io.csta.camel.page.FileToFile;
import io.csta.camel.page.OverHttp;
import io.csta.camel.page.S3ToS3;
import io.csta.camel.page.WithBuilders;
import io.csta.testing.TestVideos;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.impl.DefaultCamelContext;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The routes of {@code docs/camel.md}: that they stand there as they are here, and do what the page says. */
class CamelPageTest {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private static Path video;
    private Path in;
    private Path out;
    private Path failed;

    @BeforeAll
    static void make() {
        video = Clips.short_(shared);
    }

    @BeforeEach
    void makeFolders() throws IOException {
        in = Files.createDirectory(folder.resolve("in"));
        out = folder.resolve("out");
        failed = folder.resolve("failed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"FileToFile", "S3ToS3", "OverHttp", "DeadLetter", "Batch", "WithBuilders"})
    void page_everyRoute_standsThereWordByWord(String name) throws IOException {
        String source = Files.readString(Path.of("src/test/java/io/csta/camel/page", name + ".java"));
        String route = source.substring(source.indexOf("public class")).strip();
        assertThat(Files.readString(Path.of("../docs/camel.md"))).contains("```java\n" + route + "\n```");
    }

    @Test
    void page_quickStart_isTheProgramHere_withTheVersionsOfThisBuild() throws IOException {
        String page = Files.readString(Path.of("../docs/camel.md"));
        String source = Files.readString(Path.of("src/test/java/io/csta/camel/page/QuickStart.java"));
        assertThat(page)
                .contains(
                        "```java\n" + source.substring(source.indexOf("import")).strip() + "\n```");
        String parent = Files.readString(Path.of("../pom.xml"));
        assertThat(page)
                .contains("<camel.version>%s<".formatted(between(parent, "<camel.version>", "<")))
                .contains("<version>%s<".formatted(between(parent, "<slf4j-simple.version>", "<")))
                .contains("<artifactId>camel-csta</artifactId>\n      <version>%s<"
                        .formatted(between(parent, "<version>", "<")));
    }

    private static String between(String text, String start, String end) {
        int from = text.indexOf(start) + start.length();
        return text.substring(from, text.indexOf(end, from));
    }

    private DefaultCamelContext start(RouteBuilder routes, Map<String, String> more) throws Exception {
        DefaultCamelContext context = new DefaultCamelContext();
        Properties properties = new Properties();
        properties.putAll(
                Map.of("videos.in", in.toString(), "videos.out", out.toString(), "videos.failed", failed.toString()));
        properties.putAll(more);
        context.getPropertiesComponent().setInitialProperties(properties);
        context.getShutdownStrategy().setTimeout(5);
        context.addRoutes(routes);
        context.start();
        return context;
    }

    /** As a tool does that writes a file under another name first. */
    private void drop(Path file, String name) throws IOException {
        Path part = Files.copy(file, folder.resolve(name + ".part"));
        Files.move(part, in.resolve(name));
    }

    private Path notes() throws IOException {
        return Files.writeString(folder.resolve("notes"), "no video\n".repeat(200));
    }

    @Test
    void fileToFile_aVideoAndANote_areSummarizedAndPutAside() throws Exception {
        try (DefaultCamelContext context = start(new FileToFile(), Map.of())) {
            drop(video, "holiday.mp4");
            drop(notes(), "notes.mp4");
            await().atMost(PATIENCE)
                    .until(() -> Files.exists(in.resolve(".done/holiday.mp4"))
                            && Files.exists(in.resolve(".failed/notes.mp4")));
            assertThat(context.getStatus().isStarted()).isTrue();
        }
        assertThat(names(out)).containsExactly("holiday.summary.json", "holiday.summary.mp4");
    }

    @Test
    void withBuilders_aVideo_isSummarizedAsTheBuilderSays() throws Exception {
        try (DefaultCamelContext context = start(new WithBuilders(), Map.of())) {
            Path summary = context.createProducerTemplate().requestBody("direct:videos", video.toFile(), Path.class);
            JsonNode report = new ObjectMapper()
                    .readTree(Files.readAllBytes(
                            out.resolve(summary.getFileName().toString().replace(".mp4", ".json"))));
            assertThat(summary).hasParent(out);
            assertThat(report.at("/options/ratio").asDouble()).isEqualTo(0.2);
        }
    }

    @Test
    void s3ToS3_videosAndANote_goWhereTheyBelongOnceEach() throws Exception {
        try (Buckets buckets = new Buckets("videos", "summaries", "failed")) {
            S3Client client = buckets.client();
            client.putObject(put -> put.bucket("videos").key("deep/er/holiday.mp4"), RequestBody.fromFile(video));
            // With slashes, which S3 allows too, this server refuses it; CstaInputTest has it.
            client.putObject(put -> put.bucket("videos").key("..\\..\\etc\\passwd"), RequestBody.fromFile(video));
            client.putObject(put -> put.bucket("videos").key("notes.txt"), RequestBody.fromFile(notes()));
            Map<String, String> names =
                    Map.of("bucket.in", "videos", "bucket.out", "summaries", "bucket.failed", "failed");
            RouteBuilder routes = new S3ToS3();
            DefaultCamelContext context = new DefaultCamelContext();
            context.getRegistry().bind("client", client);
            try (context) {
                Properties properties = new Properties();
                properties.putAll(names);
                context.getPropertiesComponent().setInitialProperties(properties);
                context.addRoutes(routes);
                context.start();
                listing().untilAsserted(() -> {
                    assertThat(buckets.keys("summaries"))
                            .containsExactlyInAnyOrder(
                                    "deep/er/holiday.mp4.summary.mp4", "..\\..\\etc\\passwd.summary.mp4");
                    assertThat(buckets.keys("failed")).containsExactly("notes.txt");
                    assertThat(buckets.keys("videos")).isEmpty();
                });
            }
            Path summary = folder.resolve("summary.mp4");
            client.getObject(get -> get.bucket("summaries").key("deep/er/holiday.mp4.summary.mp4"), summary);
            assertThat(TestVideos.readNumbers(summary)).isNotEmpty().hasSizeLessThan(Clips.FRAMES);
        }
    }

    /** The server can refuse to list a bucket while an object in it is removed. */
    private static ConditionFactory listing() {
        return await().atMost(PATIENCE).ignoreExceptionsInstanceOf(S3Exception.class);
    }

    /** CVE-2026-95664: Camel evaluates keys, unless the route hides them from it. */
    @Test
    void s3ToS3_keysThatLookLikeExpressions_areNotEvaluated() throws Exception {
        List<String> keys = List.of("${sys.user.home}.mp4", "${bean:spy}.mp4", "${bean:spy?method=call}");
        AtomicInteger calls = new AtomicInteger();
        Path notes = notes();
        try (Buckets buckets = new Buckets("videos", "summaries", "failed")) {
            S3Client client = buckets.client();
            for (String key : keys) {
                client.putObject(put -> put.bucket("videos").key(key), RequestBody.fromFile(video));
                client.putObject(put -> put.bucket("videos").key(key + ".txt"), RequestBody.fromFile(notes));
            }
            DefaultCamelContext context = new DefaultCamelContext();
            context.getRegistry().bind("client", client);
            context.getRegistry().bind("spy", (Callable<Integer>) calls::incrementAndGet);
            try (context) {
                Properties properties = new Properties();
                properties.putAll(Map.of("bucket.in", "videos", "bucket.out", "summaries", "bucket.failed", "failed"));
                context.getPropertiesComponent().setInitialProperties(properties);
                context.addRoutes(new S3ToS3());
                context.start();
                listing().untilAsserted(() -> {
                    assertThat(buckets.keys("summaries"))
                            .containsExactlyInAnyOrderElementsOf(keys.stream()
                                    .map(key -> key + ".summary.mp4")
                                    .toList());
                    assertThat(buckets.keys("failed"))
                            .containsExactlyInAnyOrderElementsOf(
                                    keys.stream().map(key -> key + ".txt").toList());
                    assertThat(buckets.keys("videos")).isEmpty();
                });
            }
            assertThat(calls).hasValue(0);
        }
    }

    @Test
    void overHttp_aVideo_isAnsweredByItsSummary_anythingElseByAReason() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        DefaultCamelContext context = new DefaultCamelContext();
        try (context) {
            VertxPlatformHttpServerConfiguration server = new VertxPlatformHttpServerConfiguration();
            server.setBindHost("localhost");
            server.setBindPort(port);
            context.addService(new VertxPlatformHttpServer(server));
            context.addRoutes(new OverHttp());
            context.start();
            URI address = URI.create("http://localhost:%d/summaries".formatted(port));
            HttpClient client = HttpClient.newHttpClient();
            Path summary = folder.resolve("summary.mp4");
            HttpResponse<Path> answer = client.send(
                    HttpRequest.newBuilder(address)
                            .header("X-Secret", "mine")
                            .header(
                                    "CamelCstaOutputDirectory",
                                    folder.resolve("elsewhere").toString())
                            .POST(HttpRequest.BodyPublishers.ofFile(video))
                            .build(),
                    HttpResponse.BodyHandlers.ofFile(summary));
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().map()).containsEntry("Content-Type", List.of("video/mp4"));
            assertThat(answer.headers().firstValue("X-Secret")).isEmpty();
            assertThat(TestVideos.readNumbers(summary)).isNotEmpty().hasSizeLessThan(Clips.FRAMES);
            assertThat(folder.resolve("elsewhere")).doesNotExist();

            HttpResponse<String> refusal = client.send(
                    HttpRequest.newBuilder(address)
                            .POST(HttpRequest.BodyPublishers.ofFile(notes()))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(refusal.statusCode()).isEqualTo(422);
            assertThat(refusal.body()).isEqualTo("The request does not contain a video that can be summarized.");
        }
    }

    @Test
    void deadLetter_whatFails_isKeptWithItsReason() throws Exception {
        drop(video, "holiday.mp4");
        drop(notes(), "notes.mp4");
        Files.createDirectories(out);
        Files.writeString(out.resolve("holiday.summary.mp4"), "in the way");
        try (DefaultCamelContext context =
                start(new DeadLetter(), Map.of("retry.delay", "50", "video.timeout", "1m"))) {
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(names(failed))
                    .containsExactly("holiday.mp4", "holiday.mp4.txt", "notes.mp4", "notes.mp4.txt"));
            assertThat(context.getStatus().isStarted()).isTrue();
        }
        assertThat(failed.resolve("holiday.mp4.txt")).content().contains("holiday.summary.mp4 already exists");
        assertThat(failed.resolve("notes.mp4")).hasSameBinaryContentAs(in.resolve("notes.mp4"));
        assertThat(out.resolve("holiday.summary.mp4")).hasContent("in the way");
    }

    @Test
    void deadLetter_aVideoThatTakesTooLong_isSummarizedTheFastWay() throws Exception {
        drop(video, "holiday.mp4");
        try (DefaultCamelContext context = start(new DeadLetter(), Map.of("retry.delay", "50", "video.timeout", "1"))) {
            await().atMost(PATIENCE).until(() -> Files.exists(out.resolve("holiday.summary.json")));
            assertThat(context.getStatus().isStarted()).isTrue();
        }
    }

    @Test
    void batch_aFolder_givesOneReport() throws Exception {
        drop(video, "a.mp4");
        drop(notes(), "b.mp4");
        drop(video, "c.mp4");
        try (DefaultCamelContext context = start(new Batch(), Map.of())) {
            await().atMost(PATIENCE).until(() -> Files.exists(out.resolve("report.json")));
            assertThat(context.getStatus().isStarted()).isTrue();
        }
        JsonNode report = new ObjectMapper().readTree(out.resolve("report.json").toFile());
        assertThat(report).hasSize(3);
        assertThat(report.at("/0/summary/file").asText()).endsWith("a.summary.mp4");
        assertThat(report.get(1).isNull()).isTrue();
        assertThat(report.at("/2/schema").asText()).isEqualTo("csta-summary/1");
    }

    private static List<String> names(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
