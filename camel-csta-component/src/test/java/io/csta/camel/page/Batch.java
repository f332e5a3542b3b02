package io.csta.camel.page;

import io.csta.CstaException;
import org.apache.camel.builder.AggregationStrategies;
import org.apache.camel.builder.RouteBuilder;

/** All videos of a folder, and one report about all of them. */
public class Batch extends RouteBuilder {
    @Override
    public void configure() {
        from("file:{{videos.in}}?noop=true&sortBy=file:name")
                .doTry()
                .to("csta:summarize?output=json&outputDirectory={{videos.out}}")
                .doCatch(CstaException.class)
                .log("${file:name}: ${exception.message}")
                .setBody(constant("null"))
                .end()
                .aggregate(constant("all"), AggregationStrategies.string(",\n"))
                .completionFromBatchConsumer()
                .setBody(simple("[${body}]"))
                .to("file:{{videos.out}}?fileName=report.json");
    }
}
