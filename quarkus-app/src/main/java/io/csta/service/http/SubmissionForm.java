package io.csta.service.http;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a request for a summary may say. Only described here; {@link SubmissionReader} reads it. */
final class SubmissionForm {

    static final String MULTIPART = "A video, and how its summary should be.";

    private SubmissionForm() {}

    /** How a summary should be. */
    @Schema(name = "SummaryOptions", description = "How the summary should be. What is not said is as configured.")
    static class Options {

        @Schema(description = "Name of a model.", examples = "starter")
        public String model = "";

        @Schema(description = "The part of the frames that it may have; not together with length.", examples = "0.15")
        public double ratio;

        @Schema(description = "How long it may last: 30s, 2m, 1m30s, or seconds.", examples = "30s")
        public String length = "";

        @Schema(name = "sample_every", description = "Every how many frames one is scored.", examples = "15")
        public int sampleEvery;

        @Schema(
                description = "Whether shots are found in samples of the frames or in all of them.",
                enumeration = {"fast", "full"})
        public String segmentation = "";

        @Schema(description = "Whether it has the video's sound.", defaultValue = "true")
        public boolean audio;

        @Schema(
                description = "Who is told when the job ends, with the job as JSON; of a host that is allowed.",
                examples = "https://example.org/told")
        public String callback = "";
    }

    /** With the video itself. */
    @Schema(
            name = "Upload",
            description = MULTIPART,
            requiredProperties = {"video"})
    static final class Upload extends Options {

        @Schema(type = SchemaType.STRING, format = "binary", description = "The video.")
        public String video = "";
    }

    /** With the name of a video that the service can reach. */
    @Schema(name = "NamedVideo", description = "A video in the inbox or in the bucket; either is named.")
    static final class Named extends Options {

        @Schema(description = "A file, by its path in the inbox.", examples = "holidays/beach.mp4")
        public String file = "";

        @Schema(description = "An object, by its key in the bucket.", examples = "incoming/beach.mp4")
        public String object = "";
    }
}
