package io.csta.service.jobs;

import io.csta.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.UUID;
import java.util.regex.Pattern;

/** Ids of jobs. The same work has the same id, so that it is done once. */
public final class JobId {

    private static final int DIGITS = 32;
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{32}");

    private JobId() {}

    /** The id for a file in a watched folder, from its name and content, and from the name of the folder if it has one. */
    public static String ofFile(Source.Folder source) {
        String path = source.file().toString();
        return source.folder()
                .map(folder -> of("folder", folder, path, source.sha256()))
                .orElseGet(() -> of("folder", path, source.sha256()));
    }

    /** The id for an object, from its key and content. */
    public static String ofObject(String bucket, String key, String etag) {
        return of("s3", bucket, key, etag);
    }

    /** The id for a request with an {@code Idempotency-Key}. */
    public static String ofKey(String idempotencyKey) {
        return of("http", idempotencyKey);
    }

    /** A unique id. */
    public static String random() {
        return of("random", UUID.randomUUID().toString());
    }

    /** Whether a text is an id; any other text must not reach the file system. */
    public static boolean isOne(String text) {
        return FORM.matcher(text).matches();
    }

    private static String of(String... parts) {
        MessageDigest digest = Sha256.begin();
        for (String part : parts) {
            digest.update(part.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
        }
        return Sha256.end(digest).substring(0, DIGITS);
    }
}
