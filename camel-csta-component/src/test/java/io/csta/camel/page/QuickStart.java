package io.csta.camel.page;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;

public class QuickStart {
    public static void main(String[] arguments) throws Exception {
        Main main = new Main();
        main.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                from("file:videos?readLock=changed&move=.done&moveFailed=.failed")
                        .to("csta:summarize?outputDirectory=summaries")
                        .log("summarized ${header.CamelFileName}");
            }
        });
        main.run(arguments);
    }
}
