package io.csta.camel;

import io.csta.summary.SummaryOption;
import org.apache.camel.spi.Metadata;

/**
 * The headers that {@code csta:} reads and writes. Each header that it reads overrides the option of the same name; no
 * result has such a name, so that the results of one call do not become options of the next.
 *
 * <p>Options that protect or size an endpoint ({@code inputDirectory}, {@code allowedUrls}, the limits of downloads,
 * {@code spoolDirectory}, {@code maxConcurrent}) have no header, so messages cannot override them. Nor has the
 * operation.
 */
public final class CstaConstants {

    @Metadata(label = "producer", description = "The model; overrides the option `model`", javaType = "String")
    public static final String MODEL = "CamelCstaModel";

    @Metadata(
            label = "producer",
            description = "The device that runs the networks; overrides the option `device`",
            javaType = "String")
    public static final String DEVICE = "CamelCstaDevice";

    @Metadata(
            label = "producer",
            description = "The library that runs the networks; overrides the option `engine`",
            javaType = "String")
    public static final String ENGINE = "CamelCstaEngine";

    @Metadata(
            label = "producer",
            description = "The maximum share of frames in the summary; overrides the options `ratio` and `length`",
            javaType = "Double")
    public static final String RATIO = "CamelCstaRatio";

    @Metadata(
            label = "producer",
            description = "The maximum duration of the summary; overrides the options `length` and `ratio`",
            javaType = "String")
    public static final String LENGTH = "CamelCstaLength";

    @Metadata(
            label = "producer",
            description = "Scores every n-th frame; overrides the option `sampleEvery`",
            javaType = "Integer")
    public static final String SAMPLE_EVERY = "CamelCstaSampleEvery";

    @Metadata(
            label = "producer",
            description = "How to find shots; overrides the option `segmentation`",
            javaType = "String",
            enums = "fast,full")
    public static final String SEGMENTATION = "CamelCstaSegmentation";

    @Metadata(
            label = "producer",
            description = "Whether frames with little to see count for less; overrides the option `visibility`",
            javaType = "String",
            enums = "on,off")
    public static final String VISIBILITY = "CamelCstaVisibility";

    @Metadata(
            label = "producer",
            description = "How to choose what the summary plays; overrides the option `selection`",
            javaType = "String",
            enums = "published,watchable")
    public static final String SELECTION = "CamelCstaSelection";

    @Metadata(
            label = "producer",
            description = "The body after processing; overrides the option `output`",
            javaType = "String",
            enums = "summary,video,json")
    public static final String OUTPUT = "CamelCstaOutput";

    @Metadata(
            label = "producer",
            description = "The folder for results; overrides the option `outputDirectory`",
            javaType = "String")
    public static final String OUTPUT_DIRECTORY = "CamelCstaOutputDirectory";

    @Metadata(
            label = "producer",
            description = "The name of the result; overrides the option `fileName`. It is never evaluated as an "
                    + "expression, and only its last path segment is used",
            javaType = "String")
    public static final String FILE_NAME = "CamelCstaFileName";

    @Metadata(
            label = "producer",
            description = "Whether to replace existing results; overrides the option `overwrite`",
            javaType = "Boolean")
    public static final String OVERWRITE = "CamelCstaOverwrite";

    @Metadata(
            label = "producer",
            description = "Whether to keep the sound; overrides the option `audio`",
            javaType = "Boolean")
    public static final String AUDIO = "CamelCstaAudio";

    @Metadata(
            label = "producer",
            description = "The number of images that the networks process at once; overrides the option `batchSize`",
            javaType = "Integer")
    public static final String BATCH_SIZE = "CamelCstaBatchSize";

    @Metadata(
            label = "producer",
            description =
                    "The maximum processing time in milliseconds, or with units, such as 10m; overrides the option "
                            + "`timeout`",
            javaType = "String")
    public static final String TIMEOUT = "CamelCstaTimeout";

    @Metadata(
            label = "producer",
            description = "Result of `summarize`: the duration of the summary in seconds",
            javaType = "Double")
    public static final String DURATION = "CamelCstaDuration";

    @Metadata(
            label = "producer",
            description = "Result of `summarize`: the share of the video's frames that are in the summary",
            javaType = "Double")
    public static final String SUMMARY_RATIO = "CamelCstaSummaryRatio";

    @Metadata(
            label = "producer",
            description = "Result of all operations except `score`: the number of shots",
            javaType = "Integer")
    public static final String SHOTS = "CamelCstaShots";

    @Metadata(
            label = "producer",
            description =
                    "Result: the number of frames in the summary (`summarize`), with scores (`score`), in the shots "
                            + "(`segment`) or with features (`features`)",
            javaType = "Integer")
    public static final String FRAMES = "CamelCstaFrames";

    @Metadata(
            label = "producer",
            description = "Result: the name of the model; not set if no model was used",
            javaType = "String")
    public static final String USED_MODEL = "CamelCstaUsedModel";

    private CstaConstants() {}

    /** The header that overrides an option. */
    public static String header(SummaryOption<?> option) {
        String name = option.name();
        return "CamelCsta" + Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }
}
