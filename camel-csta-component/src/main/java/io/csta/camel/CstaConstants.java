package io.csta.camel;

import org.apache.camel.spi.Metadata;

/**
 * The headers that {@code csta:} reads and writes. Those that it reads stand for an option of the same name and outrank
 * it; no result has the name of one of these, so that two calls in a row do not disturb each other.
 *
 * <p>There is none for what guards or sizes an endpoint ({@code inputDirectory}, {@code allowedUrls}, the limits of
 * downloads, {@code spoolDirectory}, {@code maxConcurrent}): whoever sends messages must not be able to lift what the
 * route's author has set. Nor is there one for the operation.
 */
public final class CstaConstants {

    @Metadata(label = "producer", description = "The model, in place of the option `model`", javaType = "String")
    public static final String MODEL = "CamelCstaModel";

    @Metadata(
            label = "producer",
            description = "Where networks compute, in place of the option `device`",
            javaType = "String")
    public static final String DEVICE = "CamelCstaDevice";

    @Metadata(
            label = "producer",
            description = "The library that computes networks, in place of the option `engine`",
            javaType = "String")
    public static final String ENGINE = "CamelCstaEngine";

    @Metadata(
            label = "producer",
            description = "The part of the frames that the summary may have, in place of the options `ratio` and"
                    + " `length`",
            javaType = "Double")
    public static final String RATIO = "CamelCstaRatio";

    @Metadata(
            label = "producer",
            description = "How long the summary may be, in place of the options `length` and `ratio`",
            javaType = "String")
    public static final String LENGTH = "CamelCstaLength";

    @Metadata(
            label = "producer",
            description = "Every how many frames one is scored, in place of the option `sampleEvery`",
            javaType = "Integer")
    public static final String SAMPLE_EVERY = "CamelCstaSampleEvery";

    @Metadata(
            label = "producer",
            description = "How shots are found, in place of the option `segmentation`",
            javaType = "String",
            enums = "fast,full")
    public static final String SEGMENTATION = "CamelCstaSegmentation";

    @Metadata(
            label = "producer",
            description = "What the body is after the work, in place of the option `output`",
            javaType = "String",
            enums = "summary,video,json")
    public static final String OUTPUT = "CamelCstaOutput";

    @Metadata(
            label = "producer",
            description = "The folder that results go to, in place of the option `outputDirectory`",
            javaType = "String")
    public static final String OUTPUT_DIRECTORY = "CamelCstaOutputDirectory";

    @Metadata(
            label = "producer",
            description = "The name of the result, in place of the option `fileName`. It is taken as it is, never"
                    + " evaluated, and only its last path segment counts",
            javaType = "String")
    public static final String FILE_NAME = "CamelCstaFileName";

    @Metadata(
            label = "producer",
            description = "Whether results that are there are replaced, in place of the option `overwrite`",
            javaType = "Boolean")
    public static final String OVERWRITE = "CamelCstaOverwrite";

    @Metadata(
            label = "producer",
            description = "Whether the summary has the video's sound, in place of the option `audio`",
            javaType = "Boolean")
    public static final String AUDIO = "CamelCstaAudio";

    @Metadata(
            label = "producer",
            description = "How many pictures the networks look at at once, in place of the option `batchSize`",
            javaType = "Integer")
    public static final String BATCH_SIZE = "CamelCstaBatchSize";

    @Metadata(
            label = "producer",
            description = "How long the work may take, in place of the option `timeout`: milliseconds, or a text such"
                    + " as 10m",
            javaType = "String")
    public static final String TIMEOUT = "CamelCstaTimeout";

    @Metadata(label = "producer", description = "Result of `summarize`: seconds of the summary", javaType = "Double")
    public static final String DURATION = "CamelCstaDuration";

    @Metadata(
            label = "producer",
            description = "Result of `summarize`: the summary's part of the video's frames",
            javaType = "Double")
    public static final String SUMMARY_RATIO = "CamelCstaSummaryRatio";

    @Metadata(
            label = "producer",
            description = "Result of all operations but `score`: how many shots were found",
            javaType = "Integer")
    public static final String SHOTS = "CamelCstaShots";

    @Metadata(
            label = "producer",
            description = "Result: how many frames the summary plays (`summarize`), were scored (`score`), are in the"
                    + " shots (`segment`) or have features (`features`)",
            javaType = "Integer")
    public static final String FRAMES = "CamelCstaFrames";

    @Metadata(
            label = "producer",
            description = "Result: the name of the model that was used; none if none was",
            javaType = "String")
    public static final String USED_MODEL = "CamelCstaUsedModel";

    private CstaConstants() {}
}
