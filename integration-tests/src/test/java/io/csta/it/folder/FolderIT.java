package io.csta.it.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.csta.it.service.Service;
import io.csta.testing.TestVideos;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each test has its own file names, and waits for the service most of the time. */
@Execution(ExecutionMode.CONCURRENT)
class FolderIT {

    private static final Duration SETTLE = Duration.ofSeconds(1);
    private static final int SLOW_STEPS = 10;
    private static final Duration SLOW_STEP = Duration.ofMillis(200);

    @TempDir
    private static Path clips;

    @TempDir
    private static Path folder;

    private static Watched watched;
    private static Service service;

    @BeforeAll
    static void start() {
        watched = new Watched(folder.resolve("data"));
        service = Service.start(
                watched.data(),
                "csta.inbox.settle=" + SETTLE,
                "csta.inbox.poll=200ms",
                "csta.profiles.half.ratio=50%",
                "csta.profiles.half.folder=half");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void video_droppedIntoSubFolder_isSummarizedThereAndMovedToDone() {
        watched.drop(Watched.clip(clips, 1), "trip/day 1/a.mp4");

        watched.awaitFile(watched.done("trip/day 1/a.mp4"));
        assertThat(watched.summary("trip/day 1/a.summary.mp4")).isNotEmptyFile();
        assertThat(Watched.json(watched.summary("trip/day 1/a.summary.json"))
                        .path("schema")
                        .asText())
                .isEqualTo("csta-summary/1");
        assertThat(watched.inbox("trip/day 1/a.mp4")).doesNotExist();
    }

    @Test
    void video_inTheFolderOfAProfile_isSummarizedWithItsOptions() {
        watched.drop(Watched.clip(clips, 1), "half/today/a.mp4");

        watched.awaitFile(watched.done("half/today/a.mp4"));
        assertThat(Watched.json(watched.summary("half/today/a.summary.json"))
                        .at("/options/ratio")
                        .asDouble())
                .isEqualTo(0.5);
    }

    @Test
    void service_asItComes_watchesTheInboxOfTheFolderItWasStartedIn(@TempDir Path plain) {
        Watched here = new Watched(plain.resolve("csta-data"));
        try (Service asItComes = Service.startAsItComes(plain)) {
            here.drop(Watched.clip(clips, 1), "a.mp4");
            here.awaitFile(here.summary("a.summary.mp4"));
            here.awaitFile(here.done("a.mp4"));
            assertThat(asItComes.url().getHost()).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void videos_severalAtOnce_areAllDoneOnce() {
        assertDoneOnce(8);
    }

    @Test
    @Tag("slow")
    void videos_fortyAtOnce_areAllDoneOnce() {
        assertDoneOnce(40);
    }

    private void assertDoneOnce(int videos) {
        Path clip = Watched.clip(clips, 2);
        List<String> names = IntStream.range(0, videos)
                .mapToObj(i -> "%d/%02d.mp4".formatted(videos, i))
                .toList();
        names.forEach(name -> watched.drop(clip, name));

        names.forEach(name -> watched.awaitFile(watched.done(name)));
        assertThat(watched.files("summaries/" + videos)).hasSize(2 * videos);
    }

    @Test
    void video_copiedSlowly_isLeftAloneUntilItIsComplete() throws Exception {
        byte[] content = Files.readAllBytes(Watched.clip(clips, 3));
        String name = "slow.mp4";
        for (int i = 2; !isCopiedSteadily(content, watched.inbox(name)); i++) {
            name = "slow-%d.mp4".formatted(i);
        }

        String copied = name;
        watched.awaitFile(watched.done(copied));
        assertThat(watched.jobs().stream()
                        .filter(job -> job.path("source").path("file").asText().equals(copied)))
                .as("nothing was taken before it was complete")
                .hasSize(1);
    }

    /** Writes a file more slowly than the settle time, unless this machine was too busy to continue in time. */
    private static boolean isCopiedSteadily(byte[] content, Path target) throws Exception {
        boolean steady = true;
        try (OutputStream out = Files.newOutputStream(target)) {
            long before = System.nanoTime();
            for (int i = 0; i < SLOW_STEPS; i++) {
                int from = content.length * i / SLOW_STEPS;
                out.write(content, from, content.length * (i + 1) / SLOW_STEPS - from);
                out.flush();
                TimeUnit.MILLISECONDS.sleep(SLOW_STEP.toMillis()); // what is tested is that time goes by
                long now = System.nanoTime();
                steady &= Duration.ofNanos(now - before).compareTo(SETTLE.dividedBy(2)) < 0;
                before = now;
            }
        }
        return steady;
    }

    @Test
    void text_namedLikeAVideo_failsWithItsReasonBesideIt() throws IOException {
        Files.writeString(watched.inbox("letters/note.mp4"), "not a video");

        watched.awaitFile(watched.failed("letters/note.mp4"));
        assertThat(Watched.json(watched.failed("letters/note.mp4.error.json"))
                        .path("message")
                        .asText())
                .contains("letters/note.mp4")
                .doesNotContain(folder.toString());
        assertThat(watched.summary("letters/note.summary.mp4")).doesNotExist();
    }

    @Test
    void failures_ofTheSameName_eachHaveTheirReasonBesideThem() throws IOException {
        Files.writeString(watched.inbox("same/note.mp4"), "not a video");
        watched.awaitFile(watched.failed("same/note.mp4"));
        Files.writeString(watched.inbox("same/note.mp4"), "no video either");
        watched.awaitFile(watched.failed("same/note-2.mp4"));

        assertThat(watched.failed("same/note.mp4")).hasContent("not a video");
        assertThat(watched.failed("same/note-2.mp4")).hasContent("no video either");
        assertThat(watched.files("failed/same"))
                .extracting(file -> file.getFileName().toString())
                .containsExactly("note-2.mp4", "note-2.mp4.error.json", "note.mp4", "note.mp4.error.json");
    }

    @Test
    void video_touchedWhileItWaits_isDoneAndMoved() throws IOException {
        watched.drop(
                TestVideos.ofScenes(300, 300, 300).size(64, 48).write(clips.resolve("before.mp4")), "touched/a.mp4");
        watched.drop(Watched.clip(clips, 4), "touched/b.mp4");
        await().atMost(Watched.PATIENCE).until(() -> watched.jobs().stream()
                .anyMatch(job -> job.at("/source/file").asText().equals("touched/b.mp4")));
        Files.setLastModifiedTime(watched.inbox("touched/b.mp4"), FileTime.from(Instant.now()));

        watched.awaitFile(watched.done("touched/b.mp4"));
        assertThat(watched.summary("touched/b.summary.mp4")).exists();
        assertThat(watched.inbox("touched/b.mp4")).doesNotExist();
    }

    @Test
    void summaries_besideTheirVideos_areMadeAndNotSummarizedAgain(@TempDir Path plain) {
        Watched beside = new Watched(plain.resolve("data"));
        try (Service other = Service.start(
                beside.data(),
                "csta.inbox.folder=" + plain.resolve("videos"),
                "csta.inbox.summaries=" + plain.resolve("videos"),
                "csta.inbox.after=keep",
                "csta.inbox.settle=200ms")) {
            Files.copy(Watched.clip(clips, 5), plain.resolve("videos/a.mp4"));
            beside.awaitFile(plain.resolve("videos/a.summary.json"));
            Files.copy(Watched.clip(clips, 6), plain.resolve("videos/b.mp4"));
            beside.awaitFile(plain.resolve("videos/b.summary.json"));
            assertThat(beside.jobs()).hasSize(2);
            assertThat(other.isAlive()).isTrue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void service_thatWouldFindWhatItPutAside_doesNotStart(@TempDir Path plain) {
        assertThatThrownBy(() -> Service.start(plain.resolve("data"), "csta.inbox.done=" + plain.resolve("data/inbox")))
                .hasMessageContaining(
                        "csta: the service cannot be started: csta.inbox.done must not contain the inbox");
    }

    @Test
    void service_inAFolderThatAnotherWorksIn_doesNotStart() {
        assertThatThrownBy(() -> Service.start(watched.data()))
                .hasMessageContaining("csta: the service cannot be started: another service uses " + watched.data());
        assertThat(service.isAlive()).isTrue();
    }

    @Test
    void video_againWithTheSameContent_isNotDoneTwice() throws IOException {
        Path clip = Watched.clip(clips, 4);
        watched.drop(clip, "same.mp4");
        watched.awaitFile(watched.done("same.mp4"));
        Object before = Files.getLastModifiedTime(watched.summary("same.summary.mp4"));

        watched.drop(clip, "same.mp4");

        watched.awaitFile(watched.done("same-2.mp4"));
        assertThat(Files.getLastModifiedTime(watched.summary("same.summary.mp4")))
                .isEqualTo(before);
    }

    @Test
    void video_againWithOtherContent_replacesTheSummary() {
        watched.drop(Watched.clip(clips, 5), "other.mp4");
        watched.awaitFile(watched.done("other.mp4"));
        int frames = frames("other.summary.json");

        watched.drop(Watched.clip(clips, 6), "other.mp4");

        watched.awaitFile(watched.done("other-2.mp4"));
        assertThat(frames("other.summary.json")).isEqualTo(frames + 1);
    }

    @Test
    void video_whoseEarlierJobWasRemoved_replacesItsSummary() throws Exception {
        watched.drop(Watched.clip(clips, 5), "removed/daily.mp4");
        watched.awaitFile(watched.done("removed/daily.mp4"));
        int frames = frames("removed/daily.summary.json");
        remove(watched.jobOf("removed/daily.mp4").path("id").asText());

        watched.drop(Watched.clip(clips, 6), "removed/daily.mp4");

        watched.awaitFile(watched.done("removed/daily-2.mp4"));
        assertThat(frames("removed/daily.summary.json")).isEqualTo(frames + 1);
        assertThat(watched.files("summaries/removed")).hasSize(2);
    }

    @Test
    void summary_ofAnotherVideoWhoseJobWasRemoved_stays() throws Exception {
        watched.drop(Watched.clip(clips, 5), "other ending/a.mp4");
        watched.awaitFile(watched.done("other ending/a.mp4"));
        remove(watched.jobOf("other ending/a.mp4").path("id").asText());

        watched.drop(Watched.clip(clips, 6), "other ending/a.m4v");

        watched.awaitFile(watched.done("other ending/a.m4v"));
        assertThat(watched.files("summaries/other ending")).hasSize(4);
    }

    private static void remove(String id) {
        await().atMost(Watched.PATIENCE).until(() -> send("DELETE", "/api/summaries/" + id) == 204);
    }

    private static int send(String method, String path) throws Exception {
        return send(service, method, path);
    }

    private static int send(Service to, String method, String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(to.url(path))
                                .method(method, BodyPublishers.noBody())
                                .build(),
                        BodyHandlers.discarding())
                .statusCode();
    }

    /** A copy can stall within the index, which is at the beginning or at the end, or within the frames. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.02, 0.6, 0.99})
    void copy_thatStalls_isSummarizedOnceItIsComplete(double part, @TempDir Path plain) throws Exception {
        byte[] content = Files.readAllBytes(Watched.clip(clips, 3));
        int stalledAt = (int) (part * content.length);
        Watched here = new Watched(plain.resolve("data"));
        try (Service copying = Service.start(
                here.data(),
                "csta.inbox.settle=200ms",
                "csta.inbox.poll=100ms",
                "csta.jobs.retry-delay=1S",
                "csta.jobs.attempts=20")) {
            try (OutputStream out = Files.newOutputStream(here.inbox("sub/slow.mp4"))) {
                out.write(content, 0, stalledAt);
                out.flush();
                await().atMost(Watched.PATIENCE).until(() -> here.jobs().stream()
                        .anyMatch(job -> job.at("/status/attempts").asInt() > 1));
                assertThat(here.jobs()).singleElement().satisfies(job -> {
                    assertThat(job.at("/status/state").asText()).isIn("queued", "running");
                    assertThat(job.at("/status/failure/message").asText()).startsWith("sub/slow.mp4 ");
                });
                assertThat(here.files("failed")).isEmpty();
                assertThat(here.files("summaries")).isEmpty();
                out.write(content, stalledAt, content.length - stalledAt);
            }

            here.awaitFile(here.done("sub/slow.mp4"));
            assertThat(here.done("sub/slow.mp4")).hasBinaryContent(content);
            assertThat(here.summary("sub/slow.summary.mp4")).isNotEmptyFile();
            assertThat(here.jobs()).as(copying.log()).hasSize(1);
            assertThat(here.files("failed")).isEmpty();
        }
    }

    /** Nothing but the job notices that the file has grown. */
    @Test
    void copy_thatIsNamedOverHttpAndStalls_isSummarizedOnceItIsComplete(@TempDir Path plain) throws Exception {
        Path clip = Watched.clip(clips, 3);
        Watched here = new Watched(plain.resolve("data"));
        try (Service named = Service.start(
                here.data(),
                "csta.inbox.enabled=false",
                "csta.inbox.settle=100ms",
                "csta.jobs.retry-delay=500ms",
                "csta.jobs.attempts=20")) {
            Files.write(here.inbox("sub/named.mp4"), start(clip));
            HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(named.url("/api/summaries"))
                                    .header("Content-Type", "application/json")
                                    .POST(BodyPublishers.ofString("{\"file\":\"sub/named.mp4\"}"))
                                    .build(),
                            BodyHandlers.discarding());
            await().atMost(Watched.PATIENCE).until(() -> here.jobs().stream()
                    .anyMatch(job -> job.at("/status/attempts").asInt() > 1));
            Files.copy(clip, here.inbox("sub/named.mp4"), StandardCopyOption.REPLACE_EXISTING);

            here.awaitFile(here.done("sub/named.mp4"));
            assertThat(here.jobs()).as(named.log()).hasSize(1);
            assertThat(here.files("failed")).isEmpty();
        }
    }

    @Test
    void file_thatWasIncompleteForALongTime_failsAtOnce(@TempDir Path plain) throws IOException {
        Watched here = new Watched(plain.resolve("data"));
        try (Service strict = Service.start(here.data(), "csta.inbox.settle=200ms")) {
            Path part = Files.write(plain.resolve("part"), start(Watched.clip(clips, 3)));
            Files.setLastModifiedTime(part, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
            Files.move(part, here.inbox("old.mp4"));

            here.awaitFile(here.failed("old.mp4"));
            assertThat(here.jobOf("old.mp4").at("/status/attempts").asInt())
                    .as(strict.log())
                    .isEqualTo(1);
        }
    }

    @Test
    void failedFile_thatWasCompletedSince_isRetriedWhereItIs(@TempDir Path plain) throws Exception {
        Watched here = new Watched(plain.resolve("data"));
        try (Service strict = Service.start(here.data(), "csta.inbox.settle=200ms", "csta.jobs.attempts=1")) {
            Path clip = Watched.clip(clips, 3);
            Files.write(here.inbox("sub/part.mp4"), start(clip));
            here.awaitFile(here.failed("sub/part.mp4"));
            Files.copy(clip, here.failed("sub/part.mp4"), StandardCopyOption.REPLACE_EXISTING);
            String id = here.jobOf("sub/part.mp4").path("id").asText();

            await().atMost(Watched.PATIENCE)
                    .until(() -> send(strict, "POST", "/api/summaries/" + id + "/retry") == 202);

            here.awaitFile(here.done("sub/part.mp4"));
            assertThat(here.summary("sub/part.summary.mp4")).isNotEmptyFile();
            assertThat(here.files("failed")).isEmpty();
        }
    }

    /** The beginning of an MP4 file, without its index. */
    private static byte[] start(Path clip) throws IOException {
        return Arrays.copyOf(Files.readAllBytes(clip), 60);
    }

    @Test
    void summary_namesVideoAndSummary_asTheOperatorDoes() throws Exception {
        watched.drop(Watched.clip(clips, 9), "named/day/a.mp4");
        watched.awaitFile(watched.done("named/day/a.mp4"));

        JsonNode json = Watched.json(watched.summary("named/day/a.summary.json"));
        assertThat(json.at("/video/file").asText()).isEqualTo("named/day/a.mp4");
        assertThat(json.at("/summary/file").asText()).isEqualTo("named/day/a.summary.mp4");
        String id = watched.jobOf("named/day/a.mp4").path("id").asText();
        JsonNode job =
                new ObjectMapper().readTree(service.url("/api/summaries/" + id).toURL());
        assertThat(job.at("/source/name").asText()).isEqualTo("named/day/a.mp4");
        assertThat(job.at("/result/video").asText()).isEqualTo("named/day/a.summary.mp4");
        assertThat(new ObjectMapper()
                        .readTree(service.url("/api/summaries/" + id + "/summary.json")
                                .toURL())
                        .at("/video/file")
                        .asText())
                .isEqualTo("named/day/a.mp4");
    }

    @Test
    void video_ofTheSameNameWithAnotherEnding_hasASummaryOfItsOwn() throws IOException {
        Path clip = Watched.clip(clips, 7);
        watched.drop(clip, "twins/a.mp4");
        watched.awaitFile(watched.done("twins/a.mp4"));
        watched.drop(clip, "twins/a.m4v");

        watched.awaitFile(watched.done("twins/a.m4v"));
        assertThat(watched.files("summaries/twins")).hasSize(4);
    }

    @Test
    void files_thatAreNoVideos_areLeftAlone() throws IOException {
        Files.writeString(watched.inbox("readme.txt"), "text");
        Files.copy(Watched.clip(clips, 8), watched.inbox(".hidden.mp4"), StandardCopyOption.REPLACE_EXISTING);
        Files.copy(Watched.clip(clips, 9), watched.inbox("later.mp4.part"), StandardCopyOption.REPLACE_EXISTING);
        watched.drop(Watched.clip(clips, 10), "after.mp4");

        watched.awaitFile(watched.done("after.mp4"));
        assertThat(watched.inbox("readme.txt")).exists();
        assertThat(watched.inbox(".hidden.mp4")).exists();
        assertThat(watched.inbox("later.mp4.part")).exists();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-dash, space and two..dots.mp4",
                "ümläut 漢字 🎬.mp4",
                "line\nbreak\ttab.mp4",
                "quote'\"$(x)%41+#?&;${body}:pipe|angle<>.mp4"
            })
    void video_ofAnOddName_isSummarizedUnderIt(String name) {
        watched.drop(Watched.clip(clips, 11), "odd/" + name);

        watched.awaitFile(watched.done("odd/" + name));
        JsonNode result = watched.jobOf("odd/" + name).path("status").path("result");
        assertThat(Path.of(result.path("video").asText()))
                .isNotEmptyFile()
                .hasParent(watched.summary("odd"))
                .hasFileName(plain(name) + ".summary.mp4");
        assertThat(Path.of(result.path("json").asText())).isNotEmptyFile().hasFileName(plain(name) + ".summary.json");
    }

    /** What not every system takes in a name is replaced. */
    private static String plain(String name) {
        String base = name.substring(name.lastIndexOf('\\') + 1, name.length() - ".mp4".length());
        return base.replaceAll("[\\p{Cntrl}:\"?|<>]", "_");
    }

    @Test
    void video_whoseNameIsAsLongAsCanBe_isSummarizedUnderAShorterOne() {
        String name = "ß".repeat(125) + ".mp4"; // 254 bytes
        watched.drop(Watched.clip(clips, 12), "long/" + name);

        watched.awaitFile(watched.done("long/" + name));
        assertThat(watched.files("summaries/long")).hasSize(2);
    }

    @Test
    void text_whoseNameIsAsLongAsCanBe_failsWithItsReasonBesideIt() throws IOException {
        String name = "ö".repeat(125) + ".mp4";
        Files.writeString(watched.inbox("long text/" + name), "not a video");

        watched.awaitFile(watched.failed("long text/" + name));
        assertThat(watched.files("failed/long text")).hasSize(2).anyMatch(file -> file.toString()
                .endsWith(".error.json"));
    }

    private static int frames(String json) {
        return Watched.json(watched.summary(json)).path("video").path("frames").asInt();
    }

    @Test
    void jobs_areWrittenDown_withTheirEnd() {
        watched.drop(Watched.clip(clips, 13), "written.mp4");
        watched.awaitFile(watched.done("written.mp4"));

        await().atMost(Watched.PATIENCE).untilAsserted(() -> assertThat(watched.jobs())
                .filteredOn(job -> job.path("source").path("file").asText().equals("written.mp4"))
                .singleElement()
                .satisfies(job -> {
                    assertThat(job.path("status").path("state").asText()).isEqualTo("done");
                    assertThat(job.path("status").path("attempts").asInt()).isEqualTo(1);
                    assertThat(job.path("status").path("settled").asBoolean()).isTrue();
                    assertThat(job.path("status")
                                    .path("progress")
                                    .path("fraction")
                                    .asDouble())
                            .isEqualTo(1);
                }));
    }
}
