package io.csta.it.http;

import java.io.FileNotFoundException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A form as browsers and curl send it. */
final class FormBody {

    static final String TYPE = "multipart/form-data; boundary=--a-form";

    private static final String PART = "----a-form\r\nContent-Disposition: form-data; name=\"%s\"";
    private final List<BodyPublisher> parts = new ArrayList<>();

    static FormBody empty() {
        return new FormBody();
    }

    static FormBody of(Path video) {
        return new FormBody().file("video", video.getFileName().toString(), video);
    }

    /** A form with a file whose name is sent unchanged. */
    FormBody file(String field, String name, Path file) {
        try {
            text(PART.formatted(field) + "; filename=\"" + name + "\"\r\nContent-Type: video/mp4\r\n\r\n");
            parts.add(BodyPublishers.ofFile(file));
            return text("\r\n");
        } catch (FileNotFoundException e) {
            throw new UncheckedIOException(e);
        }
    }

    FormBody option(String name, String value) {
        return text(PART.formatted(name) + "\r\n\r\n" + value + "\r\n");
    }

    private FormBody text(String text) {
        parts.add(BodyPublishers.ofString(text));
        return this;
    }

    BodyPublisher end() {
        text("----a-form--\r\n");
        return BodyPublishers.concat(parts.toArray(BodyPublisher[]::new));
    }
}
