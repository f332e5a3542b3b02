package io.csta.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.csta.evaluation.BaselineResult;
import io.csta.evaluation.Evaluation;
import io.csta.evaluation.MeanResult;
import io.csta.evaluation.Protocol;
import io.csta.evaluation.RankCorrelation;
import io.csta.evaluation.SplitResult;
import io.csta.evaluation.VideoResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class EvaluationTableTest {

    private static final VideoResult GOOD =
            new VideoResult(Optional.of(new RankCorrelation(0.12345, -0.5)), OptionalDouble.of(66.66), 0);
    private static final VideoResult UNDEFINED = new VideoResult(Optional.empty(), OptionalDouble.of(0), 0);
    private static final VideoResult WITHOUT_F1 =
            new VideoResult(Optional.of(new RankCorrelation(0.25, 0.75)), OptionalDouble.empty(), 2);

    @Test
    void lines_ofAnEvaluation_standInColumns() {
        assertThat(EvaluationTable.of(evaluation()).lines())
                .containsExactly(
                        "split   video        tau      rho   F1 %",
                        "1       video_1    0.123   -0.500   66.7",
                        "        video_10       –        –    0.0",
                        "        mean       0.123   -0.500   33.3",
                        "",
                        "2       video_2        –        –    0.0",
                        "        mean           –        –    0.0",
                        "",
                        "all     mean       0.123   -0.500   16.7",
                        "",
                        "Protocol: SumMe.",
                        "",
                        "The means of tau and rho exclude 2 videos whose summary is empty, or whose scores or annotations are all equal.");
    }

    @Test
    void markdown_ofAnEvaluation_isATable() {
        assertThat(EvaluationTable.of(evaluation()).markdown())
                .startsWith(
                        "| split | video | tau | rho | F1 % |",
                        "|---|---|---:|---:|---:|",
                        "| 1 | video_1 | 0.123 | -0.500 | 66.7 |",
                        "| 1 | video_10 | – | – | 0.0 |",
                        "| 1 | **mean** | 0.123 | -0.500 | 33.3 |")
                .contains("| **all** | **mean** | 0.123 | -0.500 | 16.7 |")
                .endsWith(
                        "",
                        "The means of tau and rho exclude 2 videos whose summary is empty, or whose scores or annotations are all equal.");
    }

    @Test
    void lines_ofABaseline_haveNoSplitsAndNoF1() {
        assertThat(EvaluationTable.of(baseline()).lines())
                .containsExactly(
                        "video       tau     rho",
                        "video_1   0.250   0.750",
                        "mean      0.250   0.750",
                        "",
                        "The tau and rho of the videos exclude annotators whose scores are all equal: 2 in total.");
    }

    @Test
    void json_ofAnEvaluation_hasNullWhereCoefficientsAreUndefined() throws JsonProcessingException {
        JsonNode json = new ObjectMapper().readTree(JsonText.of(EvaluationJson.of(evaluation())));
        assertThat(json.get("protocol").asText()).isEqualTo("summe");
        JsonNode split = json.get("splits").get(0);
        assertThat(split.get("split").asInt()).isEqualTo(1);
        assertThat(split.get("tau").asDouble()).isEqualTo(0.12345);
        assertThat(split.get("left_out").asInt()).isEqualTo(1);
        assertThat(split.at("/videos/video_1/f1").asDouble()).isEqualTo(66.66);
        assertThat(split.at("/videos/video_10/tau").isNull()).isTrue();
        assertThat(split.at("/videos/video_10/f1").isNumber()).isTrue();
        assertThat(json.at("/splits/1/rho").isNull()).isTrue();
        assertThat(json.at("/overall/rho").asDouble()).isEqualTo(-0.5);
        assertThat(json.at("/overall/left_out").asInt()).isEqualTo(2);
    }

    @Test
    void json_ofABaseline_hasVideosBesideTheMeans() throws JsonProcessingException {
        assertThat(new ObjectMapper().readTree(JsonText.of(EvaluationJson.of(baseline()))))
                .isEqualTo(new ObjectMapper()
                        .readTree("{\"protocol\":\"tvsum\",\"tau\":0.25,\"rho\":0.75,\"left_out\":0,"
                                + "\"videos\":{\"video_1\":{\"tau\":0.25,\"rho\":0.75,\"left_out\":2}}}"));
    }

    private static Evaluation evaluation() {
        Map<String, VideoResult> first = new LinkedHashMap<>();
        first.put("video_1", GOOD);
        first.put("video_10", UNDEFINED);
        Map<String, VideoResult> second = Map.of("video_2", UNDEFINED);
        List<SplitResult> splits = List.of(
                new SplitResult(1, first, MeanResult.ofVideos(first.values())),
                new SplitResult(2, second, MeanResult.ofVideos(second.values())));
        return new Evaluation(
                Protocol.SUMME,
                splits,
                MeanResult.ofSplits(splits.stream().map(SplitResult::mean).toList()));
    }

    private static BaselineResult baseline() {
        return new BaselineResult(
                Protocol.TVSUM, Map.of("video_1", WITHOUT_F1), MeanResult.ofVideos(List.of(WITHOUT_F1)));
    }
}
