package io.csta.service.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.csta.service.config.BucketSettings;
import io.csta.service.config.Options;
import io.csta.service.jobs.Source;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.gaul.s3proxy.AuthenticationType;
import org.gaul.s3proxy.S3Proxy;
import org.jclouds.ContextBuilder;
import org.jclouds.blobstore.BlobStoreContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** With a limit that small objects exceed; that of the service is a gigabyte, which no test uploads. */
class ObjectMoveTest {

    private static final String BUCKET = "videos";
    private static final int LIMIT = 5 << 20;

    private static BlobStoreContext blobs;
    private static S3Proxy server;
    private static S3Client client;
    private static ObjectStore store;
    private static ObjectMove move;

    @BeforeAll
    static void start() throws Exception {
        blobs = ContextBuilder.newBuilder("transient").buildView(BlobStoreContext.class);
        server = S3Proxy.builder()
                .blobStore(blobs.getBlobStore())
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V4, "somebody", "secret")
                .build();
        server.start();
        client = S3Client.builder()
                .endpointOverride(URI.create("http://127.0.0.1:" + server.getPort()))
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("somebody", "secret")))
                .build();
        client.createBucket(request -> request.bucket(BUCKET));
        store = new ObjectStore(
                BucketSettings.of(Options.of(Map.of("csta.s3.bucket", BUCKET))).get(0), client);
        move = new ObjectMove(store, LIMIT);
    }

    @AfterAll
    static void end() throws Exception {
        client.close();
        server.stop();
        blobs.close();
    }

    private static Source.Bucket put(String key, byte[] content) {
        client.putObject(
                request -> request.bucket(BUCKET)
                        .key(key)
                        .contentType("video/mp4")
                        .cacheControl("no-store")
                        .metadata(Map.of("camera", "front")),
                RequestBody.fromBytes(content));
        return store.find(key).orElseThrow();
    }

    private static byte[] random(int size) {
        byte[] content = new byte[size];
        new Random(size).nextBytes(content);
        return content;
    }

    private static byte[] content(String key) {
        return client.getObjectAsBytes(request -> request.bucket(BUCKET).key(key))
                .asByteArray();
    }

    @Test
    void objectAboveTheLimit_copied_comesInPartsWithAllThatIsKnownOfIt() {
        byte[] content = random(2 * LIMIT + 12345);
        Source.Bucket source = put("in/large.mp4", content);

        assertThat(move.copy("in/large.mp4", source, "out/large.mp4")).contains("out/large.mp4");

        assertThat(content("out/large.mp4")).isEqualTo(content);
        var copy = store.head("out/large.mp4").orElseThrow();
        assertThat(copy.eTag()).endsWith("-3\"");
        assertThat(copy.contentType()).isEqualTo("video/mp4");
        assertThat(copy.cacheControl()).isEqualTo("no-store");
        assertThat(copy.metadata()).containsEntry("camera", "front");
        assertThat(client.listMultipartUploads(request -> request.bucket(BUCKET))
                        .uploads())
                .isEmpty();
    }

    @Test
    void objectOfTheLimit_copied_comesAtOnce() {
        Source.Bucket source = put("in/edge.mp4", random(LIMIT));

        assertThat(move.copy("in/edge.mp4", source, "out/edge.mp4")).contains("out/edge.mp4");

        assertThat(store.head("out/edge.mp4").orElseThrow().eTag()).doesNotContain("-");
    }

    @Test
    void copyInParts_madeBefore_isFoundInsteadOfMadeAgain() {
        Source.Bucket source = put("in/again.mp4", random(LIMIT + 1));
        move.copy("in/again.mp4", source, "out/again.mp4");

        assertThat(move.copy("in/again.mp4", source, "out/again.mp4")).contains("out/again.mp4");
        assertThat(move.find(source, "out/again.mp4")).contains("out/again.mp4");
        assertThat(store.head("out/again-2.mp4")).isEmpty();
    }

    @Test
    void keyOfAnotherObject_asTarget_getsANumber() {
        put("out/taken.mp4", random(10));
        put("out/taken-2.mp4", random(11));
        Source.Bucket source = put("in/taken.mp4", random(12));

        assertThat(move.copy("in/taken.mp4", source, "out/taken.mp4")).contains("out/taken-3.mp4");

        assertThat(content("out/taken.mp4")).hasSize(10);
        assertThat(content("out/taken-3.mp4")).hasSize(12);
    }

    @Test
    void replacedObject_copied_stays() {
        Source.Bucket source = put("in/replaced.mp4", random(20));
        put("in/replaced.mp4", random(21));

        assertThat(move.copy("in/replaced.mp4", source, "out/replaced.mp4")).isEmpty();
        store.delete("in/replaced.mp4", source.etag());

        assertThat(content("in/replaced.mp4")).hasSize(21);
        assertThat(store.head("out/replaced.mp4")).isEmpty();
    }

    @Test
    void objectThatIsGone_copied_isNothing() {
        Source.Bucket source = new Source.Bucket(Optional.empty(), BUCKET, "in/gone.mp4", "0", 1, 0);

        assertThat(move.copy("in/gone.mp4", source, "out/gone.mp4")).isEmpty();
    }
}
