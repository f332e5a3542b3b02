package io.csta.it.http;

import io.csta.it.service.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** One service for all tests that leave it as it was. */
final class Shared {

    /** Held by the classes that use it, one after the other. */
    static final String LOCK = "the shared service";

    /** What signs its callbacks, in Base64. */
    static final String CALLBACK_SECRET = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    static final Path DATA = folder();
    static final Service SERVICE = started();
    static final Client CLIENT = new Client(SERVICE);

    private Shared() {}

    private static Path folder() {
        try {
            return Files.createTempDirectory("csta-http").resolve("data");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Service started() {
        Service service = Service.start(
                DATA,
                "csta.http.callback-hosts=127.0.0.1",
                "csta.http.callback-secret=whsec_" + CALLBACK_SECRET,
                "csta.profiles.half.ratio=50%",
                "csta.http.max-upload=30M",
                "csta.http.min-free-disk=1M",
                // Only what is asked for is taken from the inbox.
                "csta.inbox.settle=24H");
        Runtime.getRuntime().addShutdownHook(new Thread(service::close));
        return service;
    }
}
