package io.csta.it.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ResourceLock(Shared.LOCK)
class DownloadIT {

    private static final Client CLIENT = Shared.CLIENT;
    private static String video;
    private static byte[] whole;
    private static String tag;

    @BeforeAll
    static void summarize() {
        JsonNode job =
                CLIENT.end(CLIENT.submit(FormBody.of(Clips.SHORT)).path("id").asText());
        video = job.at("/links/video").asText();
        Client.Answer answer = CLIENT.get(video).is(200);
        whole = answer.bytes();
        tag = answer.header("ETag");
    }

    @Test
    void wholeVideo_saysWhatItIs() {
        Client.Answer answer = CLIENT.get(video).is(200);
        assertThat(answer.header("Accept-Ranges")).isEqualTo("bytes");
        assertThat(answer.header("Content-Length")).isEqualTo(Integer.toString(whole.length));
        assertThat(answer.header("Content-Disposition")).contains("filename=\"short.summary.mp4\"");
        assertThat(tag).matches("\"[^\"]+\"");
    }

    @ParameterizedTest
    @CsvSource({"0-0,0,1", "0-99,0,100", "100-,100,-1", "-50,-50,50", "10-999999999,10,-1", "-999999999,0,-1"})
    void range_givesThoseBytesOnly(String range, int from, int count) {
        int first = from < 0 ? whole.length + from : from;
        int length = count < 0 ? whole.length - first : count;
        Client.Answer answer = CLIENT.get(video, "Range", "bytes=" + range).is(206);
        assertThat(answer.bytes()).isEqualTo(Arrays.copyOfRange(whole, first, first + length));
        assertThat(answer.header("Content-Range"))
                .isEqualTo("bytes %d-%d/%d".formatted(first, first + length - 1, whole.length));
        assertThat(answer.header("ETag")).isEqualTo(tag);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=999999999-", "bytes=-0"})
    void range_ofNothing_isRefusedWithTheSize(String range) {
        Client.Answer answer = CLIENT.get(video, "Range", range).isProblem(416, "range-not-satisfiable");
        assertThat(answer.header("Content-Range")).isEqualTo("bytes */" + whole.length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=5-1", "bytes=a-b", "lines=1-2", "bytes=-", "bytes=0-1,4-5"})
    void range_thatIsNone_givesTheWhole(String range) {
        assertThat(CLIENT.get(video, "Range", range).is(200).bytes()).isEqualTo(whole);
    }

    @Test
    void tag_ofThisVersion_savesTheDownload() {
        assertThat(CLIENT.get(video, "If-None-Match", tag).is(304).bytes()).isEmpty();
        assertThat(CLIENT.get(video, "If-None-Match", "\"other\", " + tag)
                        .is(304)
                        .bytes())
                .isEmpty();
        assertThat(CLIENT.get(video, "If-None-Match", "W/" + tag).is(304).bytes())
                .isEmpty();
        assertThat(CLIENT.get(video, "If-None-Match", "W/\"other\", W/" + tag)
                        .is(304)
                        .header("ETag"))
                .isEqualTo(tag);
        CLIENT.get(video, "If-None-Match", "*").is(304);
        assertThat(CLIENT.get(video, "If-None-Match", "\"other\"").is(200).bytes())
                .isEqualTo(whole);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"", ",", "W/", "other"})
    void tag_thatIsNone_givesTheWhole(String tags) {
        assertThat(CLIENT.get(video, "If-None-Match", tags).is(200).bytes()).isEqualTo(whole);
    }

    @Test
    void tag_ofThisVersion_canBeRequired() {
        CLIENT.get(video, "If-Match", "\"other\", " + tag).is(200);
        CLIENT.get(video, "If-Match", "\"other\"").isProblem(412, "precondition-failed");
        CLIENT.get(video, "If-Match", "W/" + tag).isProblem(412, "precondition-failed");
    }

    @Test
    void ifRange_ofAnotherVersion_givesTheWhole() {
        CLIENT.get(video, "Range", "bytes=0-9", "If-Range", tag).is(206);
        assertThat(CLIENT.get(video, "Range", "bytes=0-9", "If-Range", "\"other\"")
                        .is(200)
                        .bytes())
                .isEqualTo(whole);
        CLIENT.get(video, "Range", "bytes=0-9", "If-Range", "W/" + tag).is(200);
    }

    @Test
    void head_saysTheSameWithoutTheVideo() {
        Client.Answer answer = CLIENT.send(CLIENT.request(video).method("HEAD", BodyPublishers.noBody()))
                .is(200);
        assertThat(answer.bytes()).isEmpty();
        assertThat(answer.header("Content-Length")).isEqualTo(Integer.toString(whole.length));
        assertThat(answer.header("ETag")).isEqualTo(tag);
        assertThat(answer.header("Accept-Ranges")).isEqualTo("bytes");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "../../etc/passwd.mp4|passwd.mp4|passwd.summary.mp4",
                "a b.mp4|a b.mp4|a b.summary.mp4",
                "C:\\fake\\windows.mov|windows.mov|windows.summary.mp4",
                "..|video|video.summary.mp4",
                "tänze 💃.mp4|tänze 💃.mp4|t_nze _.summary.mp4",
                "a;b%22c.mp4|a;b%22c.mp4|a_b_22c.summary.mp4"
            })
    void name_thatSomebodyChose_isALabelOnly(String declared, String label, String saved) {
        String id = CLIENT.submit(FormBody.empty().file("video", declared, Clips.TINY))
                .path("id")
                .asText();
        JsonNode job = CLIENT.end(id);
        assertThat(job.path("state").asText()).as(job.toString()).isEqualTo("done");
        assertThat(job.at("/source/name").asText()).isEqualTo(label);
        assertThat(CLIENT.get(job.at("/links/video").asText()).header("Content-Disposition"))
                .contains("filename=\"" + saved + "\"");
    }

    @Test
    void name_ofControlCharactersOrTooLong_isCleaned() {
        String id = CLIENT.submit(FormBody.empty().file("video", "a\u0007b\u202e.mp4", Clips.TINY))
                .path("id")
                .asText();
        assertThat(CLIENT.end(id).at("/source/name").asText()).isEqualTo("ab.mp4");
        String longest = "é".repeat(200) + ".mp4";
        JsonNode job = CLIENT.end(CLIENT.submit(FormBody.empty().file("video", longest, Clips.TINY))
                .path("id")
                .asText());
        assertThat(job.path("state").asText()).isEqualTo("done");
        assertThat(job.at("/source/name").asText()).hasSizeBetween(100, 127);
    }
}
