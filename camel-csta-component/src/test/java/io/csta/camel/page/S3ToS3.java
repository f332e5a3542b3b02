package io.csta.camel.page;

import io.csta.CstaException;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.aws2.s3.AWS2S3Constants;

/** A bucket that videos are put into, one for the summaries, and one for what cannot be summarized. */
public class S3ToS3 extends RouteBuilder {
    @Override
    public void configure() {
        onException(CstaException.class)
                .handled(true)
                .log("${exchangeProperty.key}: ${exception.message}")
                .setHeader(AWS2S3Constants.BUCKET_DESTINATION_NAME, constant("{{bucket.failed}}"))
                .setHeader(AWS2S3Constants.DESTINATION_KEY, exchangeProperty("key"))
                .setHeader(AWS2S3Constants.KEY, constant("${exchangeProperty.key}"))
                .to("aws2-s3:{{bucket.in}}?operation=copyObject")
                .setHeader(AWS2S3Constants.KEY, exchangeProperty("key"));

        from("aws2-s3:{{bucket.in}}?includeBody=false&maxMessagesPerPoll=1")
                .setProperty("key", header(AWS2S3Constants.KEY))
                .to("csta:summarize?output=video&timeout=2h")
                .setHeader(AWS2S3Constants.KEY, constant("${exchangeProperty.key}.summary.mp4"))
                .to("aws2-s3:{{bucket.out}}")
                .setHeader(AWS2S3Constants.KEY, exchangeProperty("key"));
    }
}
