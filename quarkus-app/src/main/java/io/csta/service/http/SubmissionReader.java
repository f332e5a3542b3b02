package io.csta.service.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.csta.service.folder.WatchedFolders;
import io.csta.service.http.Problem.InvalidField;
import io.csta.service.http.SummaryRequest.BucketObject;
import io.csta.service.http.SummaryRequest.InboxFile;
import io.csta.service.jobs.JobId;
import io.csta.service.jobs.JobJson;
import io.csta.service.jobs.JobRequest;
import io.csta.service.jobs.Jobs;
import io.csta.service.s3.WatchedBuckets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads requests for summaries: headers, query and a body that is a form, JSON or a video. */
@ApplicationScoped
class SubmissionReader {

    private static final int LARGEST_JSON = 1 << 16;
    private static final int BUFFER = 1 << 16;
    private static final String NAME = "name";
    private static final String WAIT = "wait";

    private final Uploads uploads;
    private final RequestOptions options;
    private final Jobs jobs;
    private final WatchedFolders folders;
    private final WatchedBuckets buckets;

    @Inject
    SubmissionReader(
            Uploads uploads, RequestOptions options, Jobs jobs, WatchedFolders folders, WatchedBuckets buckets) {
        this.uploads = uploads;
        this.options = options;
        this.jobs = jobs;
        this.folders = folders;
        this.buckets = buckets;
    }

    /**
     * Reads a request. Its size, the queue and the disk are checked before its body is read.
     *
     * @return to be closed by the caller
     * @throws NotSupportedException if the content type is missing
     * @throws ProblemException if the request is invalid or cannot be accepted now
     */
    SummaryRequest read(HttpHeaders headers, MultivaluedMap<String, String> query, InputStream stream) {
        String type = Optional.ofNullable(headers.getHeaderString(HttpHeaders.CONTENT_TYPE))
                .orElseThrow(NotSupportedException::new);
        Optional<String> key =
                Optional.ofNullable(headers.getHeaderString("Idempotency-Key")).map(IdempotencyKeys::checked);
        Map<String, String> parameters = new LinkedHashMap<>();
        query.forEach((name, values) -> parameters.put(name, values.get(0)));
        try {
            Uploads.Body body = uploads.admit(stream, length(headers));
            try {
                return read(type, key, parameters, body);
            } catch (RuntimeException | IOException | Error e) {
                body.close();
                throw e;
            }
        } catch (RuntimeException e) {
            if (!"100-continue".equalsIgnoreCase(headers.getHeaderString("Expect"))) {
                Uploads.drain(stream);
            }
            throw e;
        } catch (IOException e) {
            throw ProblemException.of(
                    ProblemType.MALFORMED_REQUEST, "the connection ended before the body was complete");
        }
    }

    private static OptionalLong length(HttpHeaders headers) {
        try {
            return Optional.ofNullable(headers.getHeaderString(HttpHeaders.CONTENT_LENGTH))
                    .map(text -> OptionalLong.of(Long.parseLong(text.strip())))
                    .orElseGet(OptionalLong::empty);
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    private SummaryRequest read(
            String contentType, Optional<String> key, Map<String, String> parameters, Uploads.Body body)
            throws IOException {
        String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (type.equals(MediaType.APPLICATION_JSON)) {
            return named(key, body);
        }
        requireRoom(key);
        if (type.equals(MediaType.MULTIPART_FORM_DATA)) {
            MultipartForm form = new MultipartForm(body::file);
            form.read(body.stream(), contentType);
            UploadFile video = form.video()
                    .orElseThrow(() -> ProblemException.of(
                            ProblemType.INVALID_VIDEO,
                            "the form contains no video; send it as a file in the field 'video'"));
            return upload(key, video, form.options(), body);
        }
        UploadFile video = body.file(parameters.getOrDefault(NAME, ""));
        copy(body.stream(), video);
        parameters.remove(NAME);
        parameters.remove(WAIT);
        return upload(key, video, parameters, body);
    }

    /** Checks the queue before the video is sent, unless the job may exist already. */
    private void requireRoom(Optional<String> key) {
        if (key.map(JobId::ofKey).flatMap(jobs::find).isEmpty()) {
            jobs.requireRoom();
        }
    }

    private static void copy(InputStream stream, UploadFile video) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
            video.write(ByteBuffer.wrap(buffer, 0, count));
        }
    }

    private SummaryRequest upload(
            Optional<String> key, UploadFile video, Map<String, String> given, Uploads.Body body) {
        if (video.size() == 0) {
            throw ProblemException.of(ProblemType.INVALID_VIDEO, "the video is empty");
        }
        return new SummaryRequest(key, video, options.read(given), body);
    }

    private SummaryRequest named(Optional<String> key, Uploads.Body body) throws IOException {
        byte[] text = body.stream().readNBytes(LARGEST_JSON + 1);
        if (text.length > LARGEST_JSON) {
            throw ProblemException.tooLarge(LARGEST_JSON);
        }
        List<InvalidField> errors = new ArrayList<>();
        Map<String, String> fields = fields(text, errors);
        Optional<String> object = Optional.ofNullable(fields.remove("object"));
        Optional<String> file = Optional.ofNullable(fields.remove("file"));
        Optional<String> folder = place(fields, "folder", file, "file", folders.names(), errors);
        Optional<String> bucket = place(fields, "bucket", object, "object", buckets.names(), errors);
        if (errors.isEmpty() && object.isPresent() == file.isPresent()) {
            throw ProblemException.of(
                    ProblemType.INVALID_VIDEO,
                    "specify either 'object', a key in a bucket, or 'file', a path in the inbox or another folder");
        }
        JobRequest request = options.read(fields, errors);
        SummaryRequest.Video video = object.<SummaryRequest.Video>map(name -> new BucketObject(bucket, name))
                .orElseGet(() -> new InboxFile(folder, file.orElseThrow()));
        return new SummaryRequest(key, video, request, body);
    }

    /**
     * The name of the folder or bucket of a video, if the request names one. An empty name is ignored, as in other fields.
     *
     * @param video the path or key of the video
     * @param known the names that are configured
     * @param errors receives what is wrong with the name
     */
    private static Optional<String> place(
            Map<String, String> fields,
            String field,
            Optional<String> video,
            String videoField,
            List<String> known,
            List<InvalidField> errors) {
        Optional<String> name =
                Optional.ofNullable(fields.remove(field)).map(String::strip).filter(text -> !text.isEmpty());
        if (name.isPresent() && video.isEmpty()) {
            errors.add(new InvalidField(field, "applies only together with '%s'".formatted(videoField)));
        } else if (name.isPresent() && !known.contains(name.get())) {
            errors.add(new InvalidField(
                    field,
                    "unknown %s %s; %s"
                            .formatted(
                                    field,
                                    DisplayNames.of(name.get()),
                                    known.isEmpty()
                                            ? "the operator has configured none (csta.%ss)".formatted(field)
                                            : "available: " + String.join(", ", known))));
        }
        return name;
    }

    /**
     * The fields of a JSON object.
     *
     * @param errors receives those that are neither strings nor numbers nor booleans
     */
    private static Map<String, String> fields(byte[] text, List<InvalidField> errors) throws IOException {
        JsonNode root;
        try {
            root = JobJson.MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw ProblemException.of(ProblemType.MALFORMED_REQUEST, "the body is not valid JSON");
        }
        if (!root.isObject()) {
            throw ProblemException.of(ProblemType.MALFORMED_REQUEST, "the body is not a JSON object");
        }
        Map<String, String> fields = new LinkedHashMap<>();
        root.properties().forEach(field -> {
            if (field.getValue().isContainerNode()) {
                errors.add(new InvalidField(DisplayNames.of(field.getKey()), "must be a string, number or boolean"));
            } else if (!field.getValue().isNull()) {
                fields.put(field.getKey(), field.getValue().asText());
            }
        });
        return fields;
    }
}
