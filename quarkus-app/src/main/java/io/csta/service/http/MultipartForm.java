package io.csta.service.http;

import jakarta.ws.rs.core.MediaType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.common.headers.HeaderUtil;
import org.jboss.resteasy.reactive.common.util.CaseInsensitiveMap;
import org.jboss.resteasy.reactive.server.core.multipart.MultipartParser;
import org.jspecify.annotations.Nullable;

/**
 * Parses a form of {@code multipart/form-data} while it arrives: one video, which is written to disk, and short options. Used
 * by one thread.
 */
final class MultipartForm implements MultipartParser.PartHandler {

    /** The field of the video. */
    static final String VIDEO = "video";

    /** Encodings that forms no longer use; all others leave the bytes unchanged. */
    private static final Pattern ENCODED = Pattern.compile("base64|quoted-printable", Pattern.CASE_INSENSITIVE);

    private static final int LONGEST_OPTION = 4096;
    private static final int MOST_OPTIONS = 32;
    private static final int MOST_BETWEEN_CONTENT = 1 << 14;
    private static final int BUFFER = 1 << 16;
    private static final int STEP = 1 << 12;

    private final Function<String, UploadFile> files;
    private final Map<String, String> options = new LinkedHashMap<>();
    private final ByteArrayOutputStream option = new ByteArrayOutputStream();
    private @Nullable UploadFile video;
    private String field = "";
    private boolean inFile;

    /** The bytes since the last output of the parser, which buffers headers. */
    private int collected;

    /**
     * Creates a parser.
     *
     * @param files creates the file for a name
     */
    MultipartForm(Function<String, UploadFile> files) {
        this.files = files;
    }

    /**
     * Reads a form to its end.
     *
     * @throws ProblemException 400 if it is malformed; 422 if it contains anything other than one video and options
     * @throws IOException if the client disconnects
     */
    void read(InputStream body, String contentType) throws IOException {
        MultipartParser.ParseState parser = MultipartParser.beginParse(
                this, boundary(contentType).getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8.name());
        byte[] buffer = new byte[BUFFER];
        for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
            for (int from = 0; from < count; from += STEP) {
                parse(parser, ByteBuffer.wrap(buffer, from, Math.min(STEP, count - from)));
            }
        }
        if (!parser.isComplete()) {
            throw malformed("the form ends before its last boundary");
        }
    }

    private static String boundary(String contentType) {
        try {
            String boundary = MediaType.valueOf(contentType).getParameters().get("boundary");
            if (boundary != null && !boundary.isEmpty()) {
                return boundary;
            }
        } catch (IllegalArgumentException e) {
            // There is no boundary in a malformed header.
        }
        throw malformed("the header Content-Type has no boundary");
    }

    private void parse(MultipartParser.ParseState parser, ByteBuffer content) throws IOException {
        collected += content.remaining();
        try {
            parser.parse(content);
        } catch (MultipartParser.MalformedMessageException e) {
            throw malformed("a part of the form has malformed headers");
        }
        if (parser.isComplete()) {
            collected = 0;
        } else if (collected > MOST_BETWEEN_CONTENT) {
            throw malformed("a part of the form has headers of more than %d bytes".formatted(MOST_BETWEEN_CONTENT));
        }
    }

    private static ProblemException malformed(String detail) {
        return ProblemException.of(ProblemType.MALFORMED_REQUEST, detail);
    }

    @Override
    public void beginPart(CaseInsensitiveMap<String> headers) {
        collected = 0;
        requirePlainBytes(headers);
        String disposition = Optional.ofNullable(headers.getFirst("Content-Disposition"))
                .orElseThrow(() -> malformed("a part of the form has no Content-Disposition"));
        field = Optional.ofNullable(HeaderUtil.extractQuotedValueFromHeader(disposition, "name"))
                .orElseThrow(() -> malformed("a part of the form has no name"));
        String file = HeaderUtil.extractQuotedValueFromHeaderWithEncoding(disposition, "filename");
        inFile = file != null;
        if (file != null) {
            if (!field.equals(VIDEO)) {
                throw ProblemException.of(
                        ProblemType.INVALID_VIDEO,
                        "the form contains a file in another field; send the video in the field 'video'");
            }
            if (video != null) {
                throw ProblemException.of(
                        ProblemType.INVALID_VIDEO, "the form contains several videos; send one per request");
            }
            video = files.apply(file);
        } else if (options.size() == MOST_OPTIONS) {
            throw ProblemException.invalid("the form has more than %d options".formatted(MOST_OPTIONS));
        }
    }

    private static void requirePlainBytes(CaseInsensitiveMap<String> headers) {
        String encoding = headers.getFirst("Content-Transfer-Encoding");
        if (encoding != null && ENCODED.matcher(encoding.strip()).matches()) {
            throw malformed("a part of the form has a Content-Transfer-Encoding; send its bytes unchanged");
        }
    }

    @Override
    public void data(ByteBuffer content) {
        collected = 0;
        UploadFile file = video;
        if (inFile && file != null) {
            file.write(content);
            return;
        }
        if (option.size() + content.remaining() > LONGEST_OPTION) {
            throw ProblemException.invalid(DisplayNames.of(field), "is longer than %d bytes".formatted(LONGEST_OPTION));
        }
        while (content.hasRemaining()) {
            option.write(content.get());
        }
    }

    @Override
    public void endPart() {
        collected = 0;
        if (!inFile && options.putIfAbsent(field, option.toString(StandardCharsets.UTF_8)) != null) {
            throw ProblemException.invalid(DisplayNames.of(field), "is set twice");
        }
        option.reset();
    }

    /** The video, if the form has one. */
    Optional<UploadFile> video() {
        return Optional.ofNullable(video);
    }

    /** The other fields. */
    Map<String, String> options() {
        return options;
    }
}
