package io.csta.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.csta.download.PublishedFile;
import org.junit.jupiter.api.Test;

class PublishedWeightsTest {

    @Test
    void named_eachOfTheNames_isAFileWhoseNameHoldsItsHash() {
        assertThat(PublishedWeights.names()).contains("googlenet");
        for (String name : PublishedWeights.names()) {
            PublishedFile file = PublishedWeights.named(name).orElseThrow();
            assertThat(file.name()).contains("-" + file.sha256Start() + ".");
            assertThat(file.source()).hasScheme("https");
            assertThat(file.source().getPath()).endsWith("/" + file.name());
        }
    }

    @Test
    void named_anUnknownName_isNothing() {
        assertThat(PublishedWeights.named("resnet")).isEmpty();
    }
}
