package io.csta.export;

import com.fasterxml.jackson.core.JsonGenerator;
import io.csta.evaluation.BaselineResult;
import io.csta.evaluation.Evaluation;
import io.csta.evaluation.MeanResult;
import io.csta.evaluation.Protocol;
import io.csta.evaluation.RankCorrelation;
import io.csta.evaluation.SplitResult;
import io.csta.evaluation.VideoResult;
import io.csta.export.JsonText.Content;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Evaluations as JSON. Coefficients that are undefined are null; {@code left_out} says how many videos, or annotators of a
 * video, are missing from a mean for that reason. F1 is in percent, and nothing is rounded.
 */
public final class EvaluationJson {

    private EvaluationJson() {}

    /**
     * <code>{"protocol":"summe","splits":[{"split":1,"tau":…,"rho":…,"f1":…,"left_out":0,"videos":{"video_1":{…}}}],
     * "overall":{…}}</code>.
     */
    public static Content of(Evaluation evaluation) {
        return json -> {
            json.writeStartObject();
            json.writeStringField("protocol", name(evaluation.protocol()));
            json.writeArrayFieldStart("splits");
            for (SplitResult split : evaluation.splits()) {
                json.writeStartObject();
                json.writeNumberField("split", split.number());
                write(json, split.mean());
                write(json, split.videos());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeObjectFieldStart("overall");
            write(json, evaluation.overall());
            json.writeEndObject();
            json.writeEndObject();
        };
    }

    /** <code>{"protocol":"tvsum","tau":…,"rho":…,"left_out":0,"videos":{"video_1":{"tau":…,"rho":…}}}</code>. */
    public static Content of(BaselineResult baseline) {
        return json -> {
            json.writeStartObject();
            json.writeStringField("protocol", name(baseline.protocol()));
            write(json, baseline.mean());
            write(json, baseline.videos());
            json.writeEndObject();
        };
    }

    private static void write(JsonGenerator json, Map<String, VideoResult> videos) throws IOException {
        json.writeObjectFieldStart("videos");
        for (Map.Entry<String, VideoResult> video : videos.entrySet()) {
            VideoResult result = video.getValue();
            json.writeObjectFieldStart(video.getKey());
            write(json, result.correlation(), result.f1(), result.leftOut());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, MeanResult mean) throws IOException {
        write(json, mean.correlation(), mean.f1(), mean.leftOut());
    }

    private static void write(JsonGenerator json, Optional<RankCorrelation> correlation, OptionalDouble f1, int leftOut)
            throws IOException {
        if (correlation.isPresent()) {
            json.writeNumberField("tau", correlation.get().tau());
            json.writeNumberField("rho", correlation.get().rho());
        } else {
            json.writeNullField("tau");
            json.writeNullField("rho");
        }
        if (f1.isPresent()) {
            json.writeNumberField("f1", f1.getAsDouble());
        }
        json.writeNumberField("left_out", leftOut);
    }

    private static String name(Protocol protocol) {
        return protocol.name().toLowerCase(Locale.ROOT);
    }
}
