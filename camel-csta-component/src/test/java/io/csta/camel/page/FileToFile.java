package io.csta.camel.page;

import org.apache.camel.builder.RouteBuilder;

/** A folder that videos are dropped into. */
public class FileToFile extends RouteBuilder {
    @Override
    public void configure() {
        from("file:{{videos.in}}?readLock=changed&move=.done&moveFailed=.failed")
                .to("csta:summarize?ratio=0.15&outputDirectory={{videos.out}}&timeout=2h");
    }
}
