package io.csta.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.csta.summary.Summary;
import io.csta.testing.TestVideos;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CstaRouteTest extends CamelTestSupport {

    @TempDir
    static Path shared;

    @TempDir
    static Path inbox;

    @TempDir
    static Path spool;

    @TempDir
    Path out;

    private static Path video;

    @BeforeAll
    static void make() {
        video = Clips.short_(shared);
    }

    @Override
    protected RoutesBuilder createRouteBuilder() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:summarize").to("csta:summarize?device=cpu&ratio=0.5&spoolDirectory=" + spool);
                from("file:" + inbox + "?noop=true&initialDelay=0&delay=50")
                        .setHeader(CstaConstants.OUTPUT_DIRECTORY, () -> out)
                        .to("csta:summarize?device=cpu")
                        .to("mock:files");
                from("direct:twice")
                        .to("csta:summarize?device=cpu&ratio=0.6&fileName=once.mp4")
                        .to("csta:summarize?device=cpu&ratio=0.6&fileName=twice.mp4");
                from("direct:both")
                        .multicast()
                        .parallelProcessing()
                        .to("csta:summarize?device=cpu&fileName=a.mp4", "csta:summarize?device=cpu&fileName=b.mp4");
            }
        };
    }

    private Exchange send(String uri, Object body, Map<String, Object> headers) {
        Exchange exchange = template.request(uri, sent -> {
            sent.getMessage().setBody(body);
            sent.getMessage().setHeaders(new java.util.HashMap<>(headers));
        });
        assertThat(exchange.getException()).isNull();
        return exchange;
    }

    private Exchange summarize(Object body) {
        return send("direct:summarize", body, Map.of(CstaConstants.OUTPUT_DIRECTORY, out.toString()));
    }

    @Test
    void summarize_aFile_givesASummaryAndBothFilesAndHeaders() {
        Exchange exchange = summarize(video.toFile());
        Summary summary = exchange.getMessage().getBody(Summary.class);
        assertThat(summary.summary().file()).isEqualTo(out.resolve("holiday.summary.mp4"));
        assertThat(out.resolve("holiday.summary.json")).content().contains("csta-summary/1");
        assertThat(TestVideos.readNumbers(summary.summary().file()))
                .hasSize(summary.summary().frames());
        assertThat(exchange.getMessage().getHeaders())
                .containsEntry(CstaConstants.DURATION, summary.summary().duration())
                .containsEntry(CstaConstants.SUMMARY_RATIO, summary.summary().ratio())
                .containsEntry(CstaConstants.SHOTS, summary.shots().size())
                .containsEntry(CstaConstants.FRAMES, summary.summary().frames())
                .containsEntry(CstaConstants.USED_MODEL, "starter");
    }

    @Test
    void summarize_aSummary_convertsToItsVideoAndItsJson() throws IOException {
        Exchange exchange = summarize(video);
        Path file = out.resolve("holiday.summary.mp4");
        assertThat(exchange.getMessage().getBody(File.class)).isEqualTo(file.toFile());
        assertThat(exchange.getMessage().getBody(Path.class)).isEqualTo(file);
        try (InputStream stream = exchange.getMessage().getBody(InputStream.class)) {
            assertThat(stream).hasBinaryContent(Files.readAllBytes(file));
        }
        assertThat(exchange.getMessage().getBody(String.class))
                .isEqualTo(Files.readString(out.resolve("holiday.summary.json")));
    }

    @Test
    void summarize_everyFormOfInput_givesTheSame() throws IOException {
        byte[] bytes = Files.readAllBytes(video);
        for (Object body : List.of(
                video,
                video.toFile(),
                video.toString(),
                bytes,
                Files.newInputStream(video),
                java.nio.ByteBuffer.wrap(bytes))) {
            Exchange exchange = send(
                    "direct:summarize",
                    body,
                    Map.of(
                            CstaConstants.OUTPUT_DIRECTORY,
                            out,
                            CstaConstants.OVERWRITE,
                            true,
                            Exchange.FILE_NAME,
                            "sent/holiday.mp4"));
            assertThat(exchange.getMessage().getBody(Summary.class).summary().file())
                    .as("%s", body.getClass())
                    .isEqualTo(out.resolve("holiday.summary.mp4"));
        }
        assertNothingIsSpooled();
    }

    @Test
    void summarize_aStreamWithoutAnOutputDirectory_givesAVideoThatLivesAsLongAsItsExchange() throws IOException {
        Path[] made = new Path[1];
        Exchange exchange = template.send("direct:summarize", sent -> {
            sent.getMessage().setBody(Files.newInputStream(video));
            sent.getExchangeExtension().addOnCompletion(new org.apache.camel.support.SynchronizationAdapter() {
                @Override
                public void onDone(Exchange done) {
                    made[0] = done.getMessage().getBody(Path.class);
                    assertThat(made[0]).isRegularFile();
                }

                @Override
                public int getOrder() {
                    return HIGHEST;
                }
            });
        });
        assertThat(exchange.getException()).isNull();
        assertThat(made[0].getFileName()).hasToString("video.summary.mp4");
        assertThat(made[0]).startsWithRaw(spool);
        assertThat(made[0]).doesNotExist();
        assertNothingIsSpooled();
    }

    @Test
    void summarize_outputVideoOrJson_isWhatTheBodyThenIs() {
        Map<String, Object> headers = Map.of(CstaConstants.OUTPUT_DIRECTORY, out, CstaConstants.OVERWRITE, true);
        Map<String, Object> asVideo = new java.util.HashMap<>(headers);
        asVideo.put(CstaConstants.OUTPUT, "video");
        assertThat(send("direct:summarize", video, asVideo).getMessage().getBody())
                .isEqualTo(out.resolve("holiday.summary.mp4").toFile());
        Map<String, Object> asJson = new java.util.HashMap<>(headers);
        asJson.put(CstaConstants.OUTPUT, "json");
        assertThat(send("direct:summarize", video, asJson).getMessage().getBody())
                .isEqualTo(content("holiday.summary.json"));
    }

    @Test
    void summarize_headers_outrankOptions() {
        Exchange exchange = send(
                "direct:summarize",
                video,
                Map.of(
                        CstaConstants.OUTPUT_DIRECTORY, out,
                        CstaConstants.LENGTH, "2s",
                        CstaConstants.SAMPLE_EVERY, "5",
                        CstaConstants.SEGMENTATION, "full",
                        CstaConstants.AUDIO, "false",
                        CstaConstants.BATCH_SIZE, 3,
                        CstaConstants.FILE_NAME, "../../short"));
        Summary summary = exchange.getMessage().getBody(Summary.class);
        assertThat(summary.options().length()).hasValue(2);
        assertThat(summary.options().sampleEvery()).isEqualTo(5);
        assertThat(summary.options().segmentation()).isEqualTo("full");
        assertThat(summary.options().audio()).isFalse();
        assertThat(summary.summary().file()).isEqualTo(out.resolve("short.mp4"));
    }

    @Test
    void summarize_twiceInARow_summarizesTheSummary() {
        Exchange exchange = send("direct:twice", video, Map.of(CstaConstants.OUTPUT_DIRECTORY, out));
        Summary summary = exchange.getMessage().getBody(Summary.class);
        assertThat(summary.video().file()).isEqualTo(out.resolve("once.mp4"));
        assertThat(summary.summary().file()).isEqualTo(out.resolve("twice.mp4"));
        assertThat(summary.summary().frames()).isLessThan(summary.video().frames());
    }

    @Test
    void summarize_multicastToTwoEndpoints_doesBothWithOneModel() {
        send("direct:both", video, Map.of(CstaConstants.OUTPUT_DIRECTORY, out));
        assertThat(out).isDirectoryContaining("glob:**/a.mp4").isDirectoryContaining("glob:**/b.json");
        assertThat(context.getComponent("csta", CstaComponent.class).getLoadedModels())
                .isEqualTo(1);
    }

    @Test
    void summarize_fromAFileConsumer_takesTheFileWhereItIs() throws Exception {
        MockEndpoint files = getMockEndpoint("mock:files");
        files.expectedMessageCount(1);
        Files.copy(video, inbox.resolve("part"));
        Files.move(inbox.resolve("part"), inbox.resolve("dropped.mp4"));
        files.assertIsSatisfied(60_000);
        assertThat(files.getExchanges()
                        .get(0)
                        .getMessage()
                        .getBody(Summary.class)
                        .video()
                        .file())
                .isEqualTo(inbox.resolve("dropped.mp4"));
    }

    private String content(String name) {
        try {
            return Files.readString(out.resolve(name));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** In the spool of the route alone: other programs use the folder for temporary files too. */
    private static void assertNothingIsSpooled() throws IOException {
        try (Stream<Path> files = Files.walk(spool)) {
            assertThat(files.filter(Files::isRegularFile)).isEmpty();
        }
    }
}
