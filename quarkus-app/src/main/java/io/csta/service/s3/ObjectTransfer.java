package io.csta.service.s3;

import io.csta.CancelledException;
import io.csta.CstaException;
import io.csta.FileNames;
import io.csta.OutputException;
import io.csta.OutputFile;
import io.csta.service.jobs.Source;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.BooleanSupplier;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.aws2.s3.AWS2S3Constants;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Downloads and uploads files of a bucket through Camel's {@code aws2-s3}, without holding them in memory. Thread-safe. */
final class ObjectTransfer {

    /** The exchange property with the key of an upload: see {@link #KEY}. */
    private static final String KEY_PROPERTY = "cstaKey";

    /**
     * Camel evaluates keys that look like expressions. Untrusted keys must not be evaluated, so Camel gets this expression,
     * whose value is the key.
     */
    private static final String KEY = "${exchangeProperty." + KEY_PROPERTY + "}";

    private static final int BUFFER = 1 << 16;
    private static final int PRECONDITION_FAILED = 412;
    private static final int RANGE_NOT_SATISFIABLE = 416;

    private final ProducerTemplate producer;
    private final ObjectStore store;
    private final BucketRoutes routes;

    ObjectTransfer(ProducerTemplate producer, ObjectStore store, BucketRoutes routes) {
        this.producer = producer;
        this.store = store;
        this.routes = routes;
    }

    /**
     * Downloads an object. A broken connection is resumed, as long as every attempt receives something.
     *
     * @param key its current key
     * @param etag its tag under that key
     * @param file is created
     * @throws CstaException if the object was removed or replaced
     * @throws ObjectStoreException if the request fails
     * @throws OutputException if the file cannot be written
     * @throws CancelledException if it was stopped
     */
    void download(Source.Bucket source, String key, String etag, Path file, BooleanSupplier isStopped) {
        try {
            Files.createFile(file);
            long had = -1;
            while (Files.size(file) < source.size()) {
                if (Files.size(file) <= had) {
                    throw new IOException(
                            "the server ended the transfer after %d of %d bytes".formatted(had, source.size()));
                }
                had = Files.size(file);
                append(request(key, etag, had), had, file, isStopped);
            }
        } catch (IOException e) {
            throw new OutputException(
                    "%s cannot be downloaded to %s: %s"
                            .formatted(FileNames.shown(source.name()), file.getParent(), OutputFile.reason(e)),
                    e);
        }
    }

    private static GetObjectRequest.Builder request(String key, String etag, long had) {
        GetObjectRequest.Builder request = GetObjectRequest.builder().key(key).ifMatch('"' + etag + '"');
        return had == 0 ? request : request.range("bytes=" + had + "-");
    }

    private void append(GetObjectRequest.Builder request, long had, Path file, BooleanSupplier isStopped)
            throws IOException {
        GetObjectRequest wanted = request.bucket(store.name()).build();
        Exchange answer = producer.request(
                "direct:" + routes.download(), exchange -> exchange.getMessage().setBody(wanted));
        if (answer.getException() instanceof S3Exception e && isAboutAnotherVersion(e)) {
            throw new CstaException(
                    "%s was removed from the bucket %s or replaced; upload it again"
                            .formatted(FileNames.shown(wanted.key()), wanted.bucket()),
                    e);
        }
        requireSuccess(answer);
        @SuppressWarnings("unchecked")
        ResponseInputStream<GetObjectResponse> content = answer.getMessage().getBody(ResponseInputStream.class);
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            if (had > 0 && content.response().contentRange() == null) {
                throw new IOException("the connection was lost, and the server does not support ranges");
            }
            copy(content, out, isStopped);
        } catch (SdkException e) {
            throw store.failure(e);
        } finally {
            // Closing it would read the rest first.
            content.abort();
        }
    }

    private static void copy(
            ResponseInputStream<GetObjectResponse> content, OutputStream out, BooleanSupplier isStopped)
            throws IOException {
        byte[] buffer = new byte[BUFFER];
        while (true) {
            if (isStopped.getAsBoolean()) {
                throw new CancelledException("cancelled");
            }
            int count;
            try {
                count = content.read(buffer);
            } catch (IOException brokenOff) {
                return;
            }
            if (count < 0) {
                return;
            }
            out.write(buffer, 0, count);
        }
    }

    /**
     * Uploads a file, in parts if it is large, and checks that it arrived.
     *
     * @throws ObjectStoreException if the request fails
     * @throws OutputException if it did not arrive completely, or cannot be read
     * @throws CancelledException if it was stopped
     */
    void upload(Path file, String key, String type, BooleanSupplier isStopped) {
        try (RewindableFile content = new RewindableFile(file, isStopped)) {
            long size = Files.size(file);
            requireSuccess(producer.request("direct:" + routes.upload(), exchange -> {
                exchange.setProperty(KEY_PROPERTY, key);
                exchange.getMessage().setBody(content);
                exchange.getMessage().setHeader(AWS2S3Constants.KEY, KEY);
                exchange.getMessage().setHeader(AWS2S3Constants.CONTENT_LENGTH, size);
                exchange.getMessage().setHeader(AWS2S3Constants.CONTENT_TYPE, type);
            }));
            long arrived = store.head(key).map(there -> there.contentLength()).orElse(-1L);
            if (arrived != size) {
                throw new OutputException("%s: the upload to the bucket %s is incomplete: %d of %d bytes"
                        .formatted(FileNames.shown(key), store.name(), arrived, size));
            }
        } catch (IOException e) {
            throw new OutputException("%s cannot be read: %s".formatted(file, OutputFile.reason(e)), e);
        } catch (RuntimeException e) {
            if (isStopped.getAsBoolean()) {
                throw new CancelledException("cancelled");
            }
            throw e;
        }
    }

    private void requireSuccess(Exchange answer) {
        Exception failure = answer.getException();
        if (failure instanceof SdkException e) {
            throw store.failure(e);
        }
        if (failure != null) {
            throw failure instanceof RuntimeException e ? e : new IllegalStateException(failure);
        }
    }

    private static boolean isAboutAnotherVersion(S3Exception e) {
        return e instanceof NoSuchKeyException
                || e.statusCode() == PRECONDITION_FAILED
                || e.statusCode() == RANGE_NOT_SATISFIABLE;
    }
}
