package io.csta.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CamelMainTest {

    @TempDir
    Path folder;

    @Test
    void main_aRouteInYamlAndPropertiesOfTheComponent_summarizes() throws Exception {
        Main main = new Main();
        main.configure().withRoutesIncludePattern("classpath:routes/summarize.camel.yaml");
        main.addInitialProperty("camel.component.csta.device", "cpu");
        main.addInitialProperty(
                "camel.component.csta.output-directory", folder.resolve("out").toString());
        main.addInitialProperty("camel.component.csta.timeout", "5m");
        main.start();
        try {
            String json = main.getCamelTemplate().requestBody("direct:in", Clips.short_(folder), String.class);
            assertThat(json).contains("\"ratio\" : 0.5");
            assertThat(folder.resolve("out/holiday.summary.json")).hasContent(json);
            CstaConfiguration used = main.getCamelContext()
                    .getComponent("csta", CstaComponent.class)
                    .getConfiguration();
            assertThat(used.getTimeout()).isEqualTo(300_000);
        } finally {
            main.stop();
        }
    }
}
