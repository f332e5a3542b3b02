package io.csta.service.jobs;

import io.csta.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.UUID;
import java.util.regex.Pattern;

/** Names of jobs: what is the same work has the same one, so that it is done once. */
public final class JobId {

    private static final int DIGITS = 32;
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{32}");

    private JobId() {}

    /** The job of a file of the watched folder, by its name and content. */
    public static String ofFile(String relativePath, String sha256) {
        return of("folder", relativePath, sha256);
    }

    /** The job of an object, by its key and content. */
    public static String ofObject(String bucket, String key, String etag) {
        return of("s3", bucket, key, etag);
    }

    /** The job of a request that its client has named. */
    public static String ofKey(String idempotencyKey) {
        return of("http", idempotencyKey);
    }

    /** A job like no other. */
    public static String random() {
        return of("random", UUID.randomUUID().toString());
    }

    /** Whether a text may be a job's name; anything else never reaches a file system. */
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
