package io.csta.camel;

import io.csta.model.ModelStore;
import io.csta.nn.engine.Device;
import io.csta.nn.engine.Engine;
import io.csta.summary.SegmentationMode;
import io.csta.summary.SummaryOption;
import io.csta.summary.SummaryOptions;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.jspecify.annotations.Nullable;

/**
 * The options of a {@code csta:} endpoint, or of the component, where they are the defaults of its endpoints. Their
 * descriptions are also the reference page. They are validated when an endpoint is created. Camel's plugin generates code
 * from these fields, so those of a {@link SummaryOption} repeat its declaration.
 */
@UriParams
public class CstaConfiguration implements Cloneable {

    @UriParam(
            defaultValue = ModelStore.DEFAULT,
            description = "The model: a name from `csta model list`, or the folder of one. It is loaded once and "
                    + "shared by all endpoints that name it.")
    private String model = ModelStore.DEFAULT;

    @UriParam(
            defaultValue = Device.AUTO,
            description =
                    "The device that runs the networks: `auto` (the first GPU, or the CPU), `cpu`, or a GPU such as `gpu0`.")
    private String device = Device.AUTO;

    @UriParam(
            defaultValue = "onnxruntime",
            enums = "onnxruntime,pytorch",
            description = "The library that runs the networks: `onnxruntime`, or `pytorch`, which is slower.")
    private String engine = Engine.ONNX_RUNTIME.word();

    @UriParam(
            defaultValue = "0.15",
            description = "The maximum share of frames in the summary: a number above 0 and at most 1, or a percentage "
                    + "such as `15%`. Mutually exclusive with `length`.")
    private @Nullable Double ratio;

    @UriParam(
            description = "The maximum duration of the summary: `30s`, `2m`, `1m30s`, `1:30`, `1h`, or plain seconds. "
                    + "Mutually exclusive with `ratio`.")
    private @Nullable String length;

    @UriParam(
            description =
                    "Scores every n-th frame; the published code uses 15. Default: about two frames per second, more "
                            + "in short videos.")
    private @Nullable Integer sampleEvery;

    @UriParam(
            defaultValue = "fast",
            enums = "fast,full",
            description =
                    "How to find shots: `fast` uses the sampled frames and then all frames around each cut; `full` "
                            + "uses every frame, as published, and is many times slower.")
    private SegmentationMode segmentation = SegmentationMode.FAST;

    @UriParam(
            enums = "on,off",
            description =
                    "Whether frames with little to see, such as black, faded or frozen ones, count for less: `on`, or "
                            + "`off`, as published. Default: as the model's card says.")
    private @Nullable String visibility;

    @UriParam(
            enums = "published,watchable",
            description =
                    "How to choose what the summary plays: `published` selects whole shots; `watchable` selects a few "
                            + "parts of one to several seconds. Default: as the model's card says.")
    private @Nullable String selection;

    @UriParam(
            defaultValue = "summary",
            enums = "summary,video,json",
            description =
                    "The body after processing: `summary` is the record of the operation, `video` the summary video "
                            + "as a file (`summarize` only), `json` the JSON as a string.")
    private CstaOutput output = CstaOutput.SUMMARY;

    @UriParam(
            description =
                    "The folder for results, which is created if necessary. Default: next to the video. The summary "
                            + "of a stream goes to the spool folder and is deleted with its exchange. Other operations write "
                            + "files only if this is set.")
    private @Nullable String outputDirectory;

    @UriParam(
            description = "The name of the result, which can be a Simple expression. Only the last path segment of its "
                    + "value is used, unsafe characters become `_`, and a missing extension is added. Default: "
                    + "`NAME.summary.mp4`, `NAME.scores.json`, `NAME.shots.json` or `NAME.features.h5`.")
    private @Nullable String fileName;

    @UriParam(defaultValue = "false", description = "Whether to replace existing results. If false, the message fails.")
    private boolean overwrite;

    @UriParam(defaultValue = "true", description = "Whether to keep the sound.")
    private boolean audio = true;

    @UriParam(
            label = "advanced",
            defaultValue = "16",
            description =
                    "The number of images that the networks process at once. Larger batches need more memory and are "
                            + "faster only on a GPU.")
    private int batchSize = SummaryOptions.DEFAULTS.batchSize();

    @UriParam(
            label = "advanced",
            defaultValue = "1",
            description =
                    "The number of messages that this endpoint processes at once; further messages wait. Each message "
                            + "being processed needs its own memory; on a CPU, they share the cores.")
    private int maxConcurrent = 1;

    @UriParam(
            label = "advanced",
            defaultValue = "false",
            description =
                    "Whether to process a message in the thread that sends it; that thread waits until processing ends. If "
                            + "true, the route limits how many messages are processed at once, and `maxConcurrent` has no"
                            + " effect.")
    private boolean synchronous;

    @UriParam(
            javaType = "java.time.Duration",
            description = "The maximum processing time of a message, excluding waiting. Default: no limit.")
    private long timeout;

    @UriParam(
            label = "security",
            description =
                    "The base directory for files, checked after symbolic links are resolved; relative paths start "
                            + "from it. Does not apply to streams and URLs. Default: any file may be read.")
    private @Nullable String inputDirectory;

    @UriParam(
            label = "security",
            description =
                    "URL prefixes from which videos may be downloaded, comma-separated. Scheme, host and port must "
                            + "match the prefix, and the path must begin with its segments. Default: none. Redirects "
                            + "are never followed.")
    private @Nullable String allowedUrls;

    @UriParam(
            label = "advanced,security",
            defaultValue = "4294967296",
            description = "The maximum size in bytes of a download.")
    private long maxDownloadSize = 4L << 30;

    @UriParam(
            label = "advanced,security",
            defaultValue = "10m",
            javaType = "java.time.Duration",
            description = "The maximum duration of a download.")
    private long downloadTimeout = 600_000;

    @UriParam(
            label = "advanced",
            description =
                    "The folder for streams and downloads during processing. Default: the folder for temporary files.")
    private @Nullable String spoolDirectory;

    /** A copy with the same values. */
    public CstaConfiguration copy() {
        try {
            return (CstaConfiguration) clone();
        } catch (CloneNotSupportedException e) {
            throw new RuntimeCamelException(e);
        }
    }

    public String getModel() {
        return model;
    }

    public void setModel(String model) {
        this.model = model;
    }

    public String getDevice() {
        return device;
    }

    public void setDevice(String device) {
        this.device = device;
    }

    public String getEngine() {
        return engine;
    }

    public void setEngine(String engine) {
        this.engine = engine;
    }

    public @Nullable Double getRatio() {
        return ratio;
    }

    public void setRatio(@Nullable Double ratio) {
        this.ratio = ratio;
    }

    public @Nullable String getLength() {
        return length;
    }

    public void setLength(@Nullable String length) {
        this.length = length;
    }

    public @Nullable Integer getSampleEvery() {
        return sampleEvery;
    }

    public void setSampleEvery(@Nullable Integer sampleEvery) {
        this.sampleEvery = sampleEvery;
    }

    public SegmentationMode getSegmentation() {
        return segmentation;
    }

    public void setSegmentation(SegmentationMode segmentation) {
        this.segmentation = segmentation;
    }

    public @Nullable String getVisibility() {
        return visibility;
    }

    public void setVisibility(@Nullable String visibility) {
        this.visibility = visibility;
    }

    public @Nullable String getSelection() {
        return selection;
    }

    public void setSelection(@Nullable String selection) {
        this.selection = selection;
    }

    public CstaOutput getOutput() {
        return output;
    }

    public void setOutput(CstaOutput output) {
        this.output = output;
    }

    public @Nullable String getOutputDirectory() {
        return outputDirectory;
    }

    public void setOutputDirectory(@Nullable String outputDirectory) {
        this.outputDirectory = outputDirectory;
    }

    public @Nullable String getFileName() {
        return fileName;
    }

    public void setFileName(@Nullable String fileName) {
        this.fileName = fileName;
    }

    public boolean isOverwrite() {
        return overwrite;
    }

    public void setOverwrite(boolean overwrite) {
        this.overwrite = overwrite;
    }

    public boolean isAudio() {
        return audio;
    }

    public void setAudio(boolean audio) {
        this.audio = audio;
    }

    public int getBatchSize() {
        return batchSize;
    }

    public void setBatchSize(int batchSize) {
        this.batchSize = batchSize;
    }

    public int getMaxConcurrent() {
        return maxConcurrent;
    }

    public void setMaxConcurrent(int maxConcurrent) {
        this.maxConcurrent = maxConcurrent;
    }

    public boolean isSynchronous() {
        return synchronous;
    }

    public void setSynchronous(boolean synchronous) {
        this.synchronous = synchronous;
    }

    public long getTimeout() {
        return timeout;
    }

    public void setTimeout(long timeout) {
        this.timeout = timeout;
    }

    public @Nullable String getInputDirectory() {
        return inputDirectory;
    }

    public void setInputDirectory(@Nullable String inputDirectory) {
        this.inputDirectory = inputDirectory;
    }

    public @Nullable String getAllowedUrls() {
        return allowedUrls;
    }

    public void setAllowedUrls(@Nullable String allowedUrls) {
        this.allowedUrls = allowedUrls;
    }

    public long getMaxDownloadSize() {
        return maxDownloadSize;
    }

    public void setMaxDownloadSize(long maxDownloadSize) {
        this.maxDownloadSize = maxDownloadSize;
    }

    public long getDownloadTimeout() {
        return downloadTimeout;
    }

    public void setDownloadTimeout(long downloadTimeout) {
        this.downloadTimeout = downloadTimeout;
    }

    public @Nullable String getSpoolDirectory() {
        return spoolDirectory;
    }

    public void setSpoolDirectory(@Nullable String spoolDirectory) {
        this.spoolDirectory = spoolDirectory;
    }
}
