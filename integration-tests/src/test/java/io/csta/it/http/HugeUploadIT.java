package io.csta.it.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.csta.it.service.Service;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("soak")
class HugeUploadIT {

    private static final int PADDING = 2_000_000_000;

    @TempDir
    Path folder;

    @Test
    void twoGigabytes_withAHeapOf256Megabytes_areSummarized() throws IOException {
        Path huge = padded(folder.resolve("huge.mp4"));
        try (Service service = Service.start(folder.resolve("data"), "-Xmx256m")) {
            Client client = new Client(service);
            JsonNode job =
                    client.end(client.submit(FormBody.of(huge)).path("id").asText());
            assertThat(job.path("state").asText()).as(job.toString()).isEqualTo("done");
            assertThat(job.at("/source/size").asLong()).isEqualTo(Files.size(huge));
        }
    }

    /** A short clip with a box behind it that players skip, which takes no room on most disks. */
    private static Path padded(Path file) throws IOException {
        Files.copy(Clips.SHORT, file);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            long end = channel.size();
            ByteBuffer head = ByteBuffer.allocate(8).putInt(PADDING).put(new byte[] {'f', 'r', 'e', 'e'});
            channel.write(head.flip(), end);
            channel.write(ByteBuffer.allocate(1), end + PADDING - 1);
        }
        return file;
    }
}
