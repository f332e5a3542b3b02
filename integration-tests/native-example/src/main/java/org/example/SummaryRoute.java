package org.example;

import org.apache.camel.builder.RouteBuilder;

/** Summarizes the first video that appears in the folder {@code videos}, and ends. */
public class SummaryRoute extends RouteBuilder {

    @Override
    public void configure() {
        from("file:videos?noop=true")
                .to("csta:summarize?outputDirectory=summaries")
                .log("summarized ${header.CamelFileName}");
    }
}
