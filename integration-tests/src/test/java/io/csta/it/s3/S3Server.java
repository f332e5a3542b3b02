package io.csta.it.s3;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.gaul.s3proxy.AuthenticationType;
import org.gaul.s3proxy.S3Proxy;
import org.jclouds.ContextBuilder;
import org.jclouds.blobstore.BlobStore;
import org.jclouds.blobstore.BlobStoreContext;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

/** An S3 server in this process, which keeps its objects in memory, and a client of it that nothing disturbs. */
final class S3Server implements AutoCloseable {

    static final String BUCKET = "videos";

    private static final String IDENTITY = "somebody";
    private static final String CREDENTIAL = "some+secret/with=signs";

    /** Referenced here, because unreferenced loggers are garbage-collected. Broken uploads are expected. */
    private static final Logger NOISE = Logger.getLogger("org.jclouds");

    private int port;
    private final BlobStoreContext context;
    private final S3Client client;
    private S3Proxy server;

    private S3Server() {
        context = ContextBuilder.newBuilder("transient").buildView(BlobStoreContext.class);
        NOISE.setLevel(Level.OFF);
        admit(CREDENTIAL);
        client = client(CREDENTIAL);
    }

    /** Starts one, with an empty bucket. */
    static S3Server start() {
        S3Server server = withoutBucket();
        server.makeBucket();
        return server;
    }

    /** Starts one that has no bucket. */
    static S3Server withoutBucket() {
        return new S3Server();
    }

    /** Has it accept other credentials than those of {@link #credentials()}. */
    void admitNobody() {
        stop();
        admit("another secret");
    }

    /** Has it accept {@link #credentials()} again. */
    void admitEverybody() {
        stop();
        admit(CREDENTIAL);
    }

    private void admit(String credential) {
        server = S3Proxy.builder()
                .blobStore(context.getBlobStore())
                .endpoint(url())
                .awsAuthentication(AuthenticationType.AWS_V4, IDENTITY, credential)
                .build();
        try {
            server.start();
            port = server.getPort(); // a free one the first time, and the same from then on
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void stop() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private S3Client client(String credential) {
        return S3Client.builder()
                .endpointOverride(url())
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(IDENTITY, credential)))
                .build();
    }

    /** The credentials, as system properties. */
    static List<String> credentials() {
        return List.of("-Daws.accessKeyId=" + IDENTITY, "-Daws.secretAccessKey=" + CREDENTIAL);
    }

    int port() {
        return port;
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    S3Client client() {
        return client;
    }

    /** Where its objects are, behind all that it may refuse. */
    BlobStore blobs() {
        return context.getBlobStore();
    }

    void makeBucket() {
        client.createBucket(request -> request.bucket(BUCKET));
    }

    void put(String key, Path file) {
        client.putObject(request -> request.bucket(BUCKET).key(key), RequestBody.fromFile(file));
    }

    void put(String key, String content) {
        client.putObject(request -> request.bucket(BUCKET).key(key), RequestBody.fromString(content));
    }

    /** Stores an object directly, because the server might reject its key. */
    void putBehind(String key, Path file) {
        try {
            byte[] content = Files.readAllBytes(file);
            blobs().putBlob(
                            BUCKET,
                            blobs().blobBuilder(key)
                                    .payload(content)
                                    .contentLength(content.length)
                                    .build());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All keys that begin so. */
    List<String> keys(String prefix) {
        return client
                .listObjectsV2Paginator(
                        request -> request.bucket(BUCKET).prefix(prefix).encodingType(EncodingType.URL))
                .contents()
                .stream()
                .map(S3Object::key)
                .sorted()
                .toList();
    }

    HeadObjectResponse head(String key) {
        return client.headObject(request -> request.bucket(BUCKET).key(key));
    }

    byte[] bytes(String key) {
        return client.getObjectAsBytes(request -> request.bucket(BUCKET).key(key))
                .asByteArray();
    }

    String text(String key) {
        return new String(bytes(key), StandardCharsets.UTF_8);
    }

    /** The number of multipart uploads that were neither completed nor aborted. */
    int openUploads() {
        return client.listMultipartUploads(request -> request.bucket(BUCKET))
                .uploads()
                .size();
    }

    @Override
    public void close() {
        client.close();
        stop();
        context.close();
    }
}
