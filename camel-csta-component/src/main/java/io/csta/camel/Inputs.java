package io.csta.camel;

import io.csta.FileNames;
import io.csta.OutputFile;
import io.csta.summary.Summary;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;
import org.apache.camel.WrappedFile;
import org.jspecify.annotations.Nullable;

/**
 * Turns bodies of messages into files. Files of the user are read where they are; everything else is copied to the spool,
 * without loading it into memory.
 *
 * <p>A stream is stored by the calling thread, before its message waits: it may belong to a connection, which would
 * otherwise be held open.
 */
final class Inputs {

    private static final String S3_KEY = "CamelAwsS3Key";
    private static final int MAX_WRAPPERS = 4;

    private final String endpoint;
    private final Spool spool;
    private final Optional<Path> base;
    private final AllowedUrls allowedUrls;
    private final UrlDownload download;

    Inputs(String endpoint, CstaConfiguration configuration, Spool spool) {
        this.endpoint = endpoint;
        this.spool = spool;
        this.base = Optional.ofNullable(configuration.getInputDirectory()).map(Path::of);
        this.allowedUrls = AllowedUrls.of(configuration.getAllowedUrls());
        this.download = new UrlDownload(
                configuration.getMaxDownloadSize(), Duration.ofMillis(configuration.getDownloadTimeout()));
    }

    /**
     * The input of a message.
     *
     * @throws CstaInputException if the body is missing or not allowed
     */
    Input of(Exchange exchange) {
        return of(exchange, exchange.getMessage().getBody(), MAX_WRAPPERS);
    }

    private Input of(Exchange exchange, @Nullable Object body, int wrappers) {
        if (body instanceof WrappedFile<?> wrapped && wrappers > 0) {
            // The body of a remote file is its content, or the local file that it was downloaded to.
            boolean here = wrapped.getFile() instanceof File;
            Object content = here || wrapped.getBody() == null ? wrapped.getFile() : wrapped.getBody();
            return here || wrapped.getBody() != null ? of(exchange, content, wrappers - 1) : stream(exchange, body);
        }
        if (body instanceof File file) {
            return local(file.toPath());
        }
        if (body instanceof Path path) {
            return local(path);
        }
        if (body instanceof Summary summary) {
            return local(summary.summary().file());
        }
        if (body instanceof String text) {
            return named(exchange, text.strip());
        }
        if (body instanceof byte[] bytes) {
            return spooled(exchange, folder -> folder.store(name(exchange), out -> out.write(bytes)));
        }
        if (body instanceof StreamCache cache) {
            cache.reset();
            return spooled(exchange, folder -> folder.store(name(exchange), cache::writeTo));
        }
        return body == null ? missing("nothing") : stream(exchange, body);
    }

    private Input named(Exchange exchange, String text) {
        if (text.isEmpty()) {
            return missing("an empty string");
        }
        if (AllowedUrls.isUrl(text)) {
            URI url = allowedUrls.require(text);
            Spool.Folder folder = spool.folder();
            String name = header(exchange).orElseGet(() -> FileNames.safe(String.valueOf(url.getPath())));
            return new Input(
                    name, folder.file(name), Optional.of(folder), Optional.of(new Input.Source(url, download)));
        }
        try {
            return local(Path.of(text));
        } catch (InvalidPathException e) {
            throw new CstaInputException(
                    "%s: the body is text, but not a valid path: %s".formatted(endpoint, e.getReason()), e);
        }
    }

    private Input stream(Exchange exchange, Object body) {
        InputStream stream = exchange.getContext().getTypeConverter().tryConvertTo(InputStream.class, exchange, body);
        if (stream == null) {
            return missing("a " + body.getClass().getName());
        }
        return spooled(exchange, folder -> folder.store(name(exchange), stream));
    }

    private Input missing(String found) {
        throw new CstaInputException("%s: the body of the message must be a file, a stream, bytes or a path; found %s"
                .formatted(endpoint, found));
    }

    private Input local(Path given) {
        Path path = base.map(folder -> inside(folder, given)).orElse(given);
        if (!Files.exists(path)) {
            throw new CstaInputException("%s: no such file; check the path".formatted(path));
        }
        if (!Files.isRegularFile(path)) {
            throw new CstaInputException("%s is %s; send one message per file"
                    .formatted(path, Files.isDirectory(path) ? "a folder" : "not a regular file"));
        }
        return new Input(FileNames.safe(path.getFileName().toString()), path, Optional.empty(), Optional.empty());
    }

    /** The file with symbolic links resolved, so that the file that is read is the one that was checked. */
    private Path inside(Path folder, Path given) {
        try {
            Path root = folder.toRealPath();
            Path real = root.resolve(given).toRealPath();
            if (real.startsWith(root)) {
                return real;
            }
        } catch (IOException e) {
            throw new CstaInputException(
                    "%s: cannot be found in the inputDirectory %s: %s; check the path"
                            .formatted(given, folder, OutputFile.reason(e)),
                    e);
        }
        throw new CstaInputException(
                "%s is outside %s; the option inputDirectory restricts this endpoint to that folder"
                        .formatted(given, folder));
    }

    private interface Storing {
        Path in(Spool.Folder folder);
    }

    private Input spooled(Exchange exchange, Storing storing) {
        Spool.Folder folder = spool.folder();
        try {
            Path file = storing.in(folder);
            return new Input(name(exchange), file, Optional.of(folder), Optional.empty());
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    private static String name(Exchange exchange) {
        return header(exchange).orElse("video");
    }

    private static Optional<String> header(Exchange exchange) {
        return Stream.of(Exchange.FILE_NAME, S3_KEY)
                .flatMap(header -> Stream.ofNullable(exchange.getMessage().getHeader(header, String.class)))
                .filter(name -> !name.isBlank())
                .map(FileNames::safe)
                .findFirst();
    }
}
