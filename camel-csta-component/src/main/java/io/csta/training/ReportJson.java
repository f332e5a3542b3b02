package io.csta.training;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.csta.evaluation.MeanResult;
import io.csta.evaluation.Protocol;
import io.csta.evaluation.RankCorrelation;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The results of a run as JSON, in the layout that an evaluation of its scorers would have, with additional fields: how the
 * epochs were selected, and the weights and the best epoch of each split.
 */
final class ReportJson {

    private ReportJson() {}

    static ObjectNode of(TrainingReport report, Protocol protocol) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("protocol", protocol.name().toLowerCase(Locale.ROOT));
        json.put("training_protocol", report.protocol().word());
        for (TrainedSplit split : report.splits()) {
            json.withArray("splits").add(of(split));
        }
        put(json.putObject("overall"), report.overall());
        return json;
    }

    private static ObjectNode of(TrainedSplit split) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("split", split.number());
        put(json, split.test().mean());
        ObjectNode videos = json.putObject("videos");
        split.test()
                .videos()
                .forEach((name, result) ->
                        put(videos.putObject(name), result.correlation(), result.f1(), result.leftOut()));
        json.put("weights", split.weights());
        json.put("epochs", split.epochs());
        json.put("seconds", split.seconds());
        json.set("best", of(split.best()));
        return json;
    }

    private static ObjectNode of(Epoch epoch) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("epoch", epoch.number());
        json.put("loss", epoch.loss());
        json.put("error", epoch.error());
        put(json, epoch.agreement());
        epoch.spread().ifPresent(spread -> json.put("spread", spread));
        json.put("constant", epoch.isConstant());
        json.put("seconds", epoch.seconds());
        return json;
    }

    private static void put(ObjectNode json, MeanResult mean) {
        put(json, mean.correlation(), mean.f1(), mean.leftOut());
    }

    private static void put(ObjectNode json, Optional<RankCorrelation> correlation, OptionalDouble f1, int leftOut) {
        json.put("tau", correlation.map(RankCorrelation::tau).orElse(null));
        json.put("rho", correlation.map(RankCorrelation::rho).orElse(null));
        f1.ifPresent(value -> json.put("f1", value));
        json.put("left_out", leftOut);
    }
}
