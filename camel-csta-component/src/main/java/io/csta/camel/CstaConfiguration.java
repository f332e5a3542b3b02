package io.csta.camel;

import io.csta.model.ModelStore;
import io.csta.nn.engine.Device;
import io.csta.nn.engine.Engine;
import io.csta.summary.SegmentationMode;
import io.csta.summary.SummaryOptions;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.jspecify.annotations.Nullable;

/**
 * The options of {@code csta:}, for a component, where they are the defaults of its endpoints, or for an endpoint. What
 * they mean is in their descriptions, which are also the reference page; they are checked when an endpoint is made.
 */
@UriParams
public class CstaConfiguration implements Cloneable {

    @UriParam(
            defaultValue = ModelStore.DEFAULT,
            description = "The model: a name that `csta model list` shows, or the folder of a bundle. It is loaded "
                    + "once and shared by all endpoints that name it.")
    private String model = ModelStore.DEFAULT;

    @UriParam(
            defaultValue = Device.AUTO,
            description = "Where networks compute: `auto` (the first GPU, or the CPU), `cpu`, `gpu0`, `gpu1`, and "
                    + "so on.")
    private String device = Device.AUTO;

    @UriParam(
            defaultValue = "onnxruntime",
            enums = "onnxruntime,pytorch",
            description = "The library that computes networks: `onnxruntime`, or `pytorch`, which is slower.")
    private String engine = Engine.ONNX_RUNTIME.word();

    @UriParam(
            defaultValue = "0.15",
            description = "The part of the video's frames that the summary may have, above 0 and at most 1. Either "
                    + "this or `length`.")
    private @Nullable Double ratio;

    @UriParam(
            description = "How long the summary may be: `30s`, `2m`, `1m30s`, `1h`, or plain seconds. Either this "
                    + "or `ratio`.")
    private @Nullable String length;

    @UriParam(
            description = "Every how many frames one is scored; 15 is the published rule. By default about two a "
                    + "second, more densely in short videos.")
    private @Nullable Integer sampleEvery;

    @UriParam(
            defaultValue = "fast",
            enums = "fast,full",
            description = "How shots are found: `fast` by the sampled frames and a closer look around each cut, "
                    + "`full` by every frame, as published, which takes many times longer.")
    private SegmentationMode segmentation = SegmentationMode.FAST;

    @UriParam(
            defaultValue = "summary",
            enums = "summary,video,json",
            description = "What the body is after the work: `summary` is the record that the operation gives, "
                    + "`video` the summary video as a file (`summarize` only), `json` the JSON as a string.")
    private CstaOutput output = CstaOutput.SUMMARY;

    @UriParam(
            description = "The folder that results go to; it is made if it is not there. By default a summary goes "
                    + "beside its video. That of a stream, which is beside nothing, then goes to the spool "
                    + "folder, and is deleted when its exchange is done. The other operations write files only "
                    + "if this is set.")
    private @Nullable String outputDirectory;

    @UriParam(
            description = "The name of the result, which may be an expression of the simple language. Of what that "
                    + "gives only the last path segment counts, characters that no file name should have become "
                    + "`_`, and the ending is added if it is missing. By default `NAME.summary.mp4`, "
                    + "`NAME.scores.json`, `NAME.shots.json` or `NAME.features.h5`.")
    private @Nullable String fileName;

    @UriParam(
            defaultValue = "false",
            description = "Whether results that are there are replaced; otherwise the work is refused.")
    private boolean overwrite;

    @UriParam(defaultValue = "true", description = "Whether the summary has the video's sound.")
    private boolean audio = true;

    @UriParam(
            label = "advanced",
            defaultValue = "16",
            description = "How many pictures the networks look at at once. More need more memory, and are faster on "
                    + "a GPU only.")
    private int batchSize = SummaryOptions.DEFAULTS.batchSize();

    @UriParam(
            label = "advanced",
            defaultValue = "1",
            description = "How many messages of this endpoint are worked on at the same time; further ones wait. "
                    + "Each takes memory of its own and, on a CPU, shares the same cores.")
    private int maxConcurrent = 1;

    @UriParam(
            javaType = "java.time.Duration",
            description = "How long the work on a message may take, not counting the time that it waits. Work that "
                    + "takes longer is stopped and fails. Without it there is no limit.")
    private long timeout;

    @UriParam(
            label = "security",
            description = "The folder that files must be in, also after links are followed; relative paths start "
                    + "from it. Streams and URLs are not concerned. Without it any file may be read.")
    private @Nullable String inputDirectory;

    @UriParam(
            label = "security",
            description = "The beginnings of URLs that a body may name as its source, separated by commas. Scheme, "
                    + "host and port must be equal, and the path begin with the same segments. Without it no "
                    + "URL is allowed. Redirects are never followed.")
    private @Nullable String allowedUrls;

    @UriParam(
            label = "advanced,security",
            defaultValue = "4294967296",
            description = "How many bytes a video from a URL may have.")
    private long maxDownloadSize = 4L << 30;

    @UriParam(
            label = "advanced,security",
            defaultValue = "10m",
            javaType = "java.time.Duration",
            description = "How long the download of a video from a URL may take.")
    private long downloadTimeout = 600_000;

    @UriParam(
            label = "advanced",
            description = "The folder in which streams and downloads are kept while they are worked on. By default "
                    + "that for temporary files.")
    private @Nullable String spoolDirectory;

    /** Another one with the same values. */
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
