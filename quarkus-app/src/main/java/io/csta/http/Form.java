package io.csta.http;

import jakarta.ws.rs.core.Response.Status;
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
 * A form of {@code multipart/form-data} as it arrives: one video, which goes to disk piece by piece, and short options.
 * Used by one thread.
 */
final class Form implements MultipartParser.PartHandler, AutoCloseable {

    /** The field that the video is in. */
    static final String VIDEO = "video";

    /** Long out of use in forms; everything else stands for the bytes as they are. */
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

    /** How much has come since the parser last gave something out: it collects what belongs to headers. */
    private int collected;

    /**
     * Begins a form.
     *
     * @param files makes the file of a declared name
     */
    Form(Function<String, UploadFile> files) {
        this.files = files;
    }

    /**
     * Reads a form to its end.
     *
     * @throws ProblemException 400 if it is malformed; 422 if there are other things in it than a video and options
     * @throws IOException if the client goes away
     */
    void read(InputStream body, String contentType) throws IOException {
        String boundary = HeaderUtil.extractQuotedValueFromHeader(contentType, "boundary");
        if (boundary == null || boundary.isEmpty()) {
            throw malformed("the header Content-Type names no boundary");
        }
        MultipartParser.ParseState parser = MultipartParser.beginParse(
                this, boundary.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8.name());
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
            throw malformed(
                    "the headers of a part of the form are longer than %d bytes".formatted(MOST_BETWEEN_CONTENT));
        }
    }

    private static ProblemException malformed(String detail) {
        return ProblemException.of(Status.BAD_REQUEST, detail);
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
                throw ProblemException.impossible("a file came in a field of another name: send the video as 'video'");
            }
            if (video != null) {
                throw ProblemException.impossible("several videos came: send one a request");
            }
            video = files.apply(file);
        } else if (options.size() == MOST_OPTIONS) {
            throw ProblemException.impossible("the form has more than %d options".formatted(MOST_OPTIONS));
        }
    }

    private static void requirePlainBytes(CaseInsensitiveMap<String> headers) {
        String encoding = headers.getFirst("Content-Transfer-Encoding");
        if (encoding != null && ENCODED.matcher(encoding.strip()).matches()) {
            throw malformed("a part of the form has a Content-Transfer-Encoding: send its bytes as they are");
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
            throw ProblemException.impossible("an option is longer than %d bytes".formatted(LONGEST_OPTION));
        }
        while (content.hasRemaining()) {
            option.write(content.get());
        }
    }

    @Override
    public void endPart() {
        collected = 0;
        if (!inFile && options.putIfAbsent(field, option.toString(StandardCharsets.UTF_8)) != null) {
            throw ProblemException.impossible("an option is given twice: " + DisplayNames.of(field));
        }
        option.reset();
    }

    /** The video, if one came. */
    Optional<UploadFile> video() {
        return Optional.ofNullable(video);
    }

    /** Whatever else came. */
    Map<String, String> options() {
        return options;
    }

    @Override
    public void close() {
        video().ifPresent(UploadFile::close);
    }
}
