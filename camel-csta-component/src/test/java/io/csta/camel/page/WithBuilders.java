package io.csta.camel.page;

import io.csta.camel.CstaOutput;
import io.csta.camel.dsl.CstaEndpointBuilderFactory.CstaBuilders;
import org.apache.camel.builder.RouteBuilder;

/** A route whose endpoint the compiler checks. */
public class WithBuilders extends RouteBuilder implements CstaBuilders {
    @Override
    public void configure() {
        from("direct:videos")
                .to(csta("summarize").ratio(0.2).output(CstaOutput.VIDEO).outputDirectory("{{videos.out}}"))
                .log("summarized: ${body}");
    }
}
