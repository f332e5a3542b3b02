package io.csta.camel.page;

import io.csta.CancelledException;
import io.csta.OutputException;
import io.csta.camel.CstaTimeoutException;
import org.apache.camel.builder.RouteBuilder;

/** What fails is tried again where that may help, and is kept with the reason where it does not. */
public class DeadLetter extends RouteBuilder {
    @Override
    public void configure() {
        errorHandler(deadLetterChannel("direct:failed").useOriginalMessage());

        onException(OutputException.class) // a full disk may have room later
                .maximumRedeliveries(2)
                .redeliveryDelay("{{retry.delay}}")
                .handled(true)
                .useOriginalMessage()
                .to("direct:failed");
        onException(CstaTimeoutException.class)
                .handled(true)
                .to("csta:summarize?segmentation=fast&sampleEvery=60&outputDirectory={{videos.out}}");
        onException(CancelledException.class).handled(true).log("${exchangeId} was cancelled");

        from("file:{{videos.in}}?noop=true")
                .to("csta:summarize?segmentation=full&timeout={{video.timeout}}&outputDirectory={{videos.out}}");

        from("direct:failed")
                .to("file:{{videos.failed}}")
                .setBody(simple("${exception.message}"))
                .to("file:{{videos.failed}}?fileName=${file:name}.txt");
    }
}
