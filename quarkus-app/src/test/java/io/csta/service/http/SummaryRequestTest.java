package io.csta.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.csta.service.http.SummaryRequest.BucketObject;
import io.csta.service.http.SummaryRequest.InboxFile;
import io.csta.service.http.SummaryRequest.Video;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SummaryRequestTest {

    /** Keys of clients that were stored by earlier versions stay valid. */
    @Test
    void fingerprint_withoutAName_isThatOfEarlierVersions() {
        assertThat(new InboxFile(Optional.empty(), "trip/a.mp4").fingerprint())
                .isEqualTo("Optional.empty Optional[trip/a.mp4]");
        assertThat(new BucketObject(Optional.empty(), "in/a.mp4").fingerprint())
                .isEqualTo("Optional[in/a.mp4] Optional.empty");
    }

    @Test
    void fingerprint_ofEachVideo_isAnother() {
        assertThat(Stream.of(
                                new InboxFile(Optional.empty(), "a.mp4"),
                                new InboxFile(Optional.of("tv"), "a.mp4"),
                                new InboxFile(Optional.of("news"), "a.mp4"),
                                new BucketObject(Optional.empty(), "a.mp4"),
                                new BucketObject(Optional.of("tv"), "a.mp4"))
                        .map(Video::fingerprint))
                .doesNotHaveDuplicates();
    }
}
