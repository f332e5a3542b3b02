package io.csta.service.http;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The schema of requests for summaries. {@link SubmissionReader} reads them, and {@link OptionSchemas} adds the options
 * that the library declares. A model is declared here because clients can only name one.
 */
final class SubmissionForm {

    /** The schema of the options alone. */
    static final String OPTIONS = "SummaryOptions";

    /** The schemas with the options of a summary. */
    static final List<String> SCHEMAS = List.of(OPTIONS, "Upload", "NamedVideo");

    static final String MULTIPART = "A video and the options of its summary.";

    private SubmissionForm() {}

    /** The options of a summary. */
    @Schema(name = OPTIONS, description = "The options of the summary. Defaults are configured by the operator.")
    static class Options {

        @Schema(description = "The name of a model.", examples = "starter")
        public String model = "";

        /** Without an example, because Swagger UI would send it, and no host is allowed by default. */
        @Schema(
                description = "The URL that receives the job as JSON when it ends, for example"
                        + " `https://example.org/callback`; its host must be allowed.")
        public String callback = "";

        @Schema(description = "The name of a profile, whose options apply unless the request sets them.")
        public String profile = "";

        @Schema(
                type = SchemaType.INTEGER,
                minimum = "-10",
                maximum = "10",
                description = "Jobs with a higher priority start first. Default: 0.")
        public int priority;
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
    @Schema(name = "NamedVideo", description = "A video in a watched folder or bucket; specify one of them.")
    static final class Named extends Options {

        @Schema(
                description = "The path of a file in the inbox, or in the folder that `folder` names.",
                examples = "holidays/beach.mp4")
        public String file = "";

        @Schema(description = "The name of the folder of the file, as in `csta.folders`. Default: the inbox.")
        public String folder = "";

        @Schema(
                description = "The key of an object in the bucket, or in the one that `bucket` names.",
                examples = "incoming/beach.mp4")
        public String object = "";

        @Schema(
                description =
                        "The name of the bucket of the object, as in `csta.buckets`. Default: the bucket of `csta.s3`.")
        public String bucket = "";
    }
}
