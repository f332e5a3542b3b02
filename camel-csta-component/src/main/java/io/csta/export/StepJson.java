package io.csta.export;

import com.fasterxml.jackson.core.JsonGenerator;
import io.csta.dataset.VideoFeatures;
import io.csta.export.JsonText.Content;
import io.csta.segmentation.Shot;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * The results of single steps as JSON: an object with one member per video, named after its group.
 */
public final class StepJson {

    /** The group name of a video that does not come from a file with groups. */
    public static final String ONLY_VIDEO = "video_1";

    private StepJson() {}

    /** <code>{"video_1":{"scores":[…]},…}</code>. */
    public static Content scores(Map<String, List<Float>> videos) {
        return json -> {
            json.writeStartObject();
            for (Map.Entry<String, List<Float>> video : videos.entrySet()) {
                json.writeObjectFieldStart(video.getKey());
                json.writeArrayFieldStart("scores");
                for (float score : video.getValue()) {
                    json.writeNumber(score);
                }
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndObject();
        };
    }

    /**
     * <code>{"video_1":{"change_points":[…],"shots":[[first,last],…]},…}</code>; change points are the first frames of
     * all shots but the first.
     */
    public static Content shots(Map<String, List<Shot>> videos) {
        return json -> {
            json.writeStartObject();
            for (Map.Entry<String, List<Shot>> video : videos.entrySet()) {
                json.writeObjectFieldStart(video.getKey());
                write(json, "change_points", changePoints(video.getValue()));
                json.writeArrayFieldStart("shots");
                for (Shot shot : video.getValue()) {
                    json.writeArray(new int[] {shot.first(), shot.last()}, 0, 2);
                }
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndObject();
        };
    }

    /** <code>{"video_1":{"n_frames":…,"n_steps":…,"picks":[…],"change_points":[…],"features":[[…],…]}}</code>. */
    public static Content features(VideoFeatures video) {
        return json -> {
            json.writeStartObject();
            json.writeObjectFieldStart(ONLY_VIDEO);
            json.writeNumberField("n_frames", video.frames());
            json.writeNumberField("n_steps", video.picks().length);
            write(json, "picks", video.picks());
            write(json, "change_points", video.changePoints());
            json.writeArrayFieldStart("features");
            for (float[] row : video.features()) {
                json.writeStartArray();
                for (float value : row) {
                    json.writeNumber(value);
                }
                json.writeEndArray();
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeEndObject();
        };
    }

    private static int[] changePoints(List<Shot> shots) {
        return shots.stream().skip(1).mapToInt(Shot::first).toArray();
    }

    private static void write(JsonGenerator json, String field, int[] values) throws IOException {
        json.writeFieldName(field);
        json.writeArray(values, 0, values.length);
    }
}
