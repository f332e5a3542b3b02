package io.csta.cli;

import io.csta.CstaException;
import io.csta.OutputFile;
import io.csta.dataset.FeatureFile;
import io.csta.model.SummaryModel;
import io.csta.segmentation.Kts;
import io.csta.segmentation.Shot;
import io.csta.summary.Summarizer;
import io.csta.summary.SummaryOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code csta segment}. */
@Command(
        name = "segment",
        header = "Finds the shots of a video, or of the features of a benchmark file.",
        footer = {"", "Examples:", "  csta segment holiday.mp4", "  csta segment features.h5 -o shots.json"})
final class SegmentCommand implements Callable<Integer> {

    private static final byte[] HDF5_SIGNATURE = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "FEATURES.h5|VIDEO",
            description = "A video, or an HDF5 file with one group a video, each with a dataset 'features' of which"
                    + " every row counts as a frame.")
    private Path file;

    @Mixin
    private ModelOptions model;

    @Mixin
    private AnalysisOptions analysis;

    @Mixin
    private JsonOutput output;

    @Override
    public Integer call() {
        output.check();
        Map<String, List<Shot>> shots = isHdf5(file) ? ofFeatures() : Map.of("video_1", ofVideo());
        output.write(json -> {
            json.writeStartObject();
            for (Map.Entry<String, List<Shot>> video : shots.entrySet()) {
                List<Shot> found = video.getValue();
                int[] changePoints =
                        found.stream().skip(1).mapToInt(Shot::first).toArray();
                json.writeObjectFieldStart(video.getKey());
                json.writeFieldName("change_points");
                json.writeArray(changePoints, 0, changePoints.length);
                json.writeArrayFieldStart("shots");
                for (Shot shot : found) {
                    json.writeArray(new int[] {shot.first(), shot.last()}, 0, 2);
                }
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndObject();
        });
        return 0;
    }

    private Map<String, List<Shot>> ofFeatures() {
        Map<String, List<Shot>> shots = new LinkedHashMap<>();
        try (FeatureFile features = FeatureFile.read(file)) {
            for (String video : features.videos()) {
                float[][] rows = features.features(video);
                shots.put(video, Kts.shots(Kts.changePoints(rows), rows.length));
            }
        }
        return shots;
    }

    private List<Shot> ofVideo() {
        String name = Names.of(file);
        try (SummaryModel loaded = model.load();
                ProgressDisplay display = new ProgressDisplay(spec.commandLine().getErr(), name, false)) {
            return new Summarizer(loaded)
                    .analyze(file, analysis.applyTo(SummaryOptions.DEFAULTS), display)
                    .shots();
        }
    }

    private static boolean isHdf5(Path file) {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(HDF5_SIGNATURE.length), HDF5_SIGNATURE);
        } catch (IOException e) {
            throw new CstaException("cannot read %s: %s".formatted(file, OutputFile.reason(e)), e);
        }
    }
}
