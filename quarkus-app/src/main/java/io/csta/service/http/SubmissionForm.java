package io.csta.service.http;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The schema of requests for summaries. {@link SubmissionReader} reads them. */
final class SubmissionForm {

    static final String MULTIPART = "A video and the options of its summary.";

    private SubmissionForm() {}

    /** The options of a summary. */
    @Schema(
            name = "SummaryOptions",
            description = "The options of the summary. Defaults are configured by the operator.")
    static class Options {

        @Schema(description = "The name of a model.", examples = "starter")
        public String model = "";

        @Schema(description = "The maximum fraction of the frames; mutually exclusive with length.", examples = "0.15")
        public double ratio;

        @Schema(description = "The maximum duration: 30s, 2m, 1m30s, or seconds.", examples = "30s")
        public String length = "";

        @Schema(name = "sample_every", description = "Scores every n-th frame.", examples = "15")
        public int sampleEvery;

        @Schema(
                description = "Whether shots are found in samples of the frames or in all frames.",
                enumeration = {"fast", "full"})
        public String segmentation = "";

        @Schema(description = "Whether the summary has sound.", defaultValue = "true")
        public boolean audio;

        @Schema(
                description = "The URL that receives the job as JSON when it ends; its host must be allowed.",
                examples = "https://example.org/callback")
        public String callback = "";
    }

    /** A request with a video. */
    @Schema(
            name = "Upload",
            description = MULTIPART,
            requiredProperties = {"video"})
    static final class Upload extends Options {

        @Schema(type = SchemaType.STRING, format = "binary", description = "The video.")
        public String video = "";
    }

    /** A request with the name of a video that the service can access. */
    @Schema(name = "NamedVideo", description = "A video in the inbox or in the bucket; specify one of them.")
    static final class Named extends Options {

        @Schema(description = "The path of a file in the inbox.", examples = "holidays/beach.mp4")
        public String file = "";

        @Schema(description = "The key of an object in the bucket.", examples = "incoming/beach.mp4")
        public String object = "";
    }
}
