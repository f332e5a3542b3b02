package io.csta.camel.page;

import io.csta.CstaException;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;

/** A video is posted, and its summary is the answer. */
public class OverHttp extends RouteBuilder {
    @Override
    public void configure() {
        onException(CstaException.class)
                .handled(true)
                .log("${exception.message}")
                .setHeader(Exchange.HTTP_RESPONSE_CODE, constant(422))
                .setHeader(Exchange.CONTENT_TYPE, constant("text/plain"))
                .setBody(constant("The request does not contain a video that can be summarized."));

        from("platform-http:/summaries?httpMethodRestrict=POST&useStreaming=true")
                .removeHeaders("*")
                .to("csta:summarize?output=video&timeout=10m")
                .setHeader(Exchange.CONTENT_TYPE, constant("video/mp4"));
    }
}
