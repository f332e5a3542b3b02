package io.csta.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CamelReferenceTest {

    private static final Path PAGE = Path.of("../docs/camel-reference.md");

    @Test
    void referencePage_isWhatTheAnnotationsSay() throws IOException {
        if (Boolean.getBoolean("reference.write")) {
            Files.writeString(PAGE, CamelReference.page());
        }
        assertThat(PAGE)
                .as("docs/camel-reference.md is out of date; refresh it: mvn -pl camel-csta-component test"
                        + " -Dtest=CamelReferenceTest -Dreference.write=true")
                .hasContent(CamelReference.page());
    }

    @Test
    void referencePage_namesEveryOptionAndHeader() throws IOException {
        assertThat(CamelReference.page())
                .contains("`allowedUrls`", "`maxConcurrent`", "`CamelCstaModel`", "`CamelCstaUsedModel`")
                .contains("summarize` `score` `segment` `features")
                .doesNotContain("`CamelCstaMaxConcurrent`", "`CamelCstaInputDirectory`", "`CamelCstaAllowedUrls`");
    }
}
