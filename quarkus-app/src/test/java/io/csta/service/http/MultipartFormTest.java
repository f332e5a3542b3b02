package io.csta.service.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The parser relies on a class of RESTEasy that is not public API; these tests pin the behavior it depends on. */
class MultipartFormTest {

    private static final String TYPE = "multipart/form-data; boundary=form";
    private static final String VIDEO = "Content-Disposition: form-data; name=\"video\"; filename=\"a.mp4\"";
    private static final String RATIO = "Content-Disposition: form-data; name=\"ratio\"";

    @TempDir
    Path folder;

    private final List<UploadFile> files = new ArrayList<>();
    private final MultipartForm form = new MultipartForm(name -> {
        UploadFile file = new UploadFile(folder, name, bytes -> {});
        files.add(file);
        return file;
    });

    @AfterEach
    void closeFiles() {
        files.forEach(UploadFile::close);
        assertThat(folder).isEmptyDirectory();
    }

    private static String part(String headers, String content) {
        return "--form\r\n" + headers + "\r\n\r\n" + content + "\r\n";
    }

    private void read(String body) throws IOException {
        read(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }

    private void read(InputStream body) throws IOException {
        form.read(body, TYPE);
    }

    private void assertRefused(int status, String words, String body) {
        assertThatThrownBy(() -> read(body))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.type().status()).isEqualTo(status))
                .hasMessageContaining(words);
    }

    @Test
    void read_aVideoAndOptions_keepsBoth() throws IOException {
        read(part(VIDEO + "\r\nContent-Type: video/mp4", "moving pictures") + part(RATIO, "0.2")
                + part("content-disposition: form-data; name=\"söme\"", "ünicode\r\n--for") + "--form--\r\n");

        UploadFile video = form.video().orElseThrow();
        assertThat(video.name()).isEqualTo("a.mp4");
        assertThat(video.path()).hasContent("moving pictures");
        assertThat(form.options()).hasSize(2).containsEntry("ratio", "0.2").containsEntry("söme", "ünicode\r\n--for");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 64, 4095, 4096, 4097, 65537})
    void read_ofAnyByte_inPiecesOfAnySize_keepsThemAll(int piece) throws IOException {
        byte[] content = new byte[piece < 64 ? 5_000 : 300_000];
        new Random(piece).nextBytes(content);
        byte[] almostTheBoundary = "\r\n--for\r\r\n--fo\r\n-x--form\r\n--\r\n".getBytes(StandardCharsets.UTF_8);
        System.arraycopy(almostTheBoundary, 0, content, content.length / 2, almostTheBoundary.length);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(("--form\r\n" + VIDEO + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
        body.writeBytes(content);
        body.writeBytes("\r\n--form--".getBytes(StandardCharsets.UTF_8));

        read(new InPieces(body.toByteArray(), piece));

        UploadFile video = form.video().orElseThrow();
        assertThat(video.size()).isEqualTo(content.length);
        assertThat(Files.readAllBytes(video.path())).isEqualTo(content);
    }

    @ParameterizedTest
    @CsvSource({
        "filename=\"a b.mp4\", a b.mp4",
        "filename=plain.mp4, plain.mp4",
        "filename=\"\", ''",
        "filename*=UTF-8''%C3%A4.mp4, ä.mp4",
        "filename=\"../../etc/passwd\", ../../etc/passwd",
    })
    void read_aFileName_isGivenAsSent(String parameter, String name) throws IOException {
        read(part("Content-Disposition: form-data; name=\"video\"; " + parameter, "x") + "--form--");

        assertThat(form.video().orElseThrow().name()).isEqualTo(name);
        assertThat(form.video().orElseThrow().path()).hasParentRaw(folder);
    }

    @Test
    void read_whatIsNotOneVideoAndOptions_isUnprocessable() {
        assertRefused(422, "several videos", part(VIDEO, "1") + part(VIDEO, "2") + "--form--");
    }

    @Test
    void read_aFileInAnotherField_isUnprocessable() {
        assertRefused(422, "field 'video'", part(VIDEO.replace("=\"video\"", "=\"film\""), "1") + "--form--");
    }

    @Test
    void read_anOptionTwice_isUnprocessable() {
        assertRefused(422, "ratio: is set twice", part(RATIO, "1") + part(RATIO, "1") + "--form--");
    }

    @Test
    void read_aLongOption_isUnprocessable() throws IOException {
        assertRefused(422, "longer than 4096 bytes", part(RATIO, "1".repeat(4097)) + "--form--");
    }

    @Test
    void read_manyOptions_isUnprocessable() {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < 33; i++) {
            body.append(part(RATIO.replace("ratio", "option" + i), "1"));
        }
        assertRefused(422, "more than 32 options", body + "--form--");
    }

    @ParameterizedTest
    @CsvSource({
        "Content-Type: text/plain, no Content-Disposition",
        "Content-Disposition: form-data, no name",
        "Content-Disposition form-data, malformed headers",
    })
    void read_aPartWithoutItsHeaders_isABadRequest(String headers, String words) {
        assertRefused(400, words, part(headers, "1") + "--form--");
    }

    @ParameterizedTest
    @ValueSource(strings = {"base64", "Quoted-Printable", " BASE64 "})
    void read_anEncodedPart_isABadRequest(String encoding) {
        assertRefused(
                400,
                "send its bytes unchanged",
                part(VIDEO + "\r\nContent-Transfer-Encoding: " + encoding, "AAAA") + "--form--");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "--form", "--form\r\n", "--form--", "nothing of a form", "--other\r\n\r\n1\r\n--other--"})
    void read_aFormWithoutParts_hasNoVideo(String body) throws IOException {
        try {
            read(body);
            assertThat(form.video()).isEmpty();
        } catch (ProblemException e) {
            assertThat(e.type().status()).isEqualTo(400);
        }
    }

    @Test
    void read_aFormThatEndsBeforeItsLastBoundary_isABadRequest() {
        assertRefused(400, "ends before its last boundary", part(VIDEO, "1"));
    }

    @Test
    void read_headersWithoutEnd_areRefusedBeforeTheyFillTheMemory() {
        InputStream endless = new SequenceInputStream(
                new ByteArrayInputStream("--form\r\nX: ".getBytes(StandardCharsets.UTF_8)), new Endless());

        assertThatThrownBy(() -> read(endless))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("headers of more than 16384 bytes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=\"\""})
    void read_withoutABoundary_isABadRequest(String type) {
        assertThatThrownBy(() -> form.read(InputStream.nullInputStream(), type))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("no boundary");
    }

    /** Delivers a body in pieces, as the network does. */
    private static final class InPieces extends ByteArrayInputStream {

        private final int piece;

        InPieces(byte[] body, int piece) {
            super(body);
            this.piece = piece;
        }

        @Override
        public synchronized int read(byte[] buffer, int from, int length) {
            return super.read(buffer, from, Math.min(length, piece));
        }
    }

    private static final class Endless extends InputStream {

        @Override
        public int read() {
            return 'x';
        }
    }
}
