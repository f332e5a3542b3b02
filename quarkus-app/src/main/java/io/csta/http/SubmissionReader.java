package io.csta.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.csta.jobs.Job;
import io.csta.jobs.JobId;
import io.csta.jobs.JobJson;
import io.csta.jobs.JobRequest;
import io.csta.jobs.Jobs;
import io.csta.routes.Wish;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads what a client asks for from the body of its request. */
@ApplicationScoped
class SubmissionReader {

    private static final int LARGEST_JSON = 1 << 16;

    private final Uploads uploads;
    private final RequestOptions options;
    private final IdempotencyKeys keys;
    private final Jobs jobs;

    @Inject
    SubmissionReader(Uploads uploads, RequestOptions options, IdempotencyKeys keys, Jobs jobs) {
        this.uploads = uploads;
        this.options = options;
        this.keys = keys;
        this.jobs = jobs;
    }

    /**
     * Reads a request, whatever its form, and has its wish granted; an upload that was not taken over is removed.
     *
     * @param granter makes the job, or finds it
     * @throws ProblemException if there is something wrong with it
     */
    Job grant(Submittal submittal, Function<Wish, Job> granter) {
        return uploads.read(submittal.body(), submittal.length(), submittal.readsOn(), (body, claim) -> {
            requireRoom(submittal);
            if (submittal.isOf(MediaType.MULTIPART_FORM_DATA)) {
                try (Form form = new Form(name -> uploads.file(name, claim))) {
                    form.read(body, submittal.contentType());
                    UploadFile video = form.video()
                            .orElseThrow(() -> ProblemException.impossible(
                                    "no video came: send it as a file in the field 'video'"));
                    return granter.apply(upload(submittal, video, form.options()));
                }
            }
            if (submittal.isOf(MediaType.APPLICATION_JSON)) {
                return named(submittal, body, granter);
            }
            try (UploadFile video = uploads.file(submittal.name(), claim)) {
                copy(body, video);
                return granter.apply(upload(submittal, video, submittal.options()));
            }
        });
    }

    /** Says so before the video is sent, unless its job may be there already. */
    private void requireRoom(Submittal submittal) {
        boolean isThere = submittal.key().map(JobId::ofKey).flatMap(jobs::find).isPresent();
        if (!isThere && !submittal.isOf(MediaType.APPLICATION_JSON)) {
            jobs.requireRoom();
        }
    }

    private static void copy(InputStream body, UploadFile video) throws IOException {
        byte[] buffer = new byte[1 << 16];
        for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
            video.write(ByteBuffer.wrap(buffer, 0, count));
        }
    }

    private Wish upload(Submittal submittal, UploadFile video, Map<String, String> given) {
        if (video.size() == 0) {
            throw ProblemException.impossible("the video is empty");
        }
        JobRequest request = options.read(given);
        submittal.key().ifPresent(key -> keys.claim(key, video.sha256() + text(request)));
        return new Wish.OfUpload(submittal.key(), DisplayNames.of(video.name()), video.path(), request);
    }

    /** What was asked for before under the same name is answered with the job that it made, wherever the video is now. */
    private Job named(Submittal submittal, InputStream body, Function<Wish, Job> granter) throws IOException {
        byte[] text = body.readNBytes(LARGEST_JSON + 1);
        if (text.length > LARGEST_JSON) {
            throw ProblemException.tooLarge(LARGEST_JSON);
        }
        Map<String, String> fields = fields(text);
        Optional<String> object = Optional.ofNullable(fields.remove("object"));
        Optional<String> file = Optional.ofNullable(fields.remove("file"));
        if (object.isPresent() == file.isPresent()) {
            throw ProblemException.impossible(
                    "name either an object of the bucket, as 'object', or a file of the inbox, as 'file'");
        }
        JobRequest request = options.read(fields);
        Wish wish = object.<Wish>map(key -> new Wish.OfObject(key, request))
                .orElseGet(() -> new Wish.OfFile(file.orElseThrow(), request));
        Optional<Job> before = submittal
                .key()
                .flatMap(key -> keys.claim(key, object + " " + file + text(request)))
                .flatMap(jobs::find);
        if (before.isPresent()) {
            return before.get();
        }
        Job job = granter.apply(wish);
        submittal.key().ifPresent(key -> keys.made(key, job.id()));
        return job;
    }

    private static Map<String, String> fields(byte[] text) throws IOException {
        JsonNode root;
        try {
            root = JobJson.MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw ProblemException.of(Status.BAD_REQUEST, "the body is no JSON");
        }
        if (!root.isObject()) {
            throw ProblemException.of(Status.BAD_REQUEST, "the body is no JSON object");
        }
        Map<String, String> fields = new LinkedHashMap<>();
        root.properties().forEach(field -> {
            if (field.getValue().isContainerNode()) {
                throw ProblemException.impossible("%s is no plain value".formatted(DisplayNames.of(field.getKey())));
            }
            if (!field.getValue().isNull()) {
                fields.put(field.getKey(), field.getValue().asText());
            }
        });
        return fields;
    }

    private static String text(JobRequest request) {
        try {
            return JobJson.MAPPER.writeValueAsString(request);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a request is plain data", e);
        }
    }
}
