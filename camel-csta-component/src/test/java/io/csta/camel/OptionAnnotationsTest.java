package io.csta.camel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.csta.summary.SummaryOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The annotations, which Camel's plugin needs, repeat the declarations of the options. */
class OptionAnnotationsTest {

    private static final Path CATALOG = Path.of("src/generated/resources/META-INF/io/csta/camel/csta.json");

    static final List<SummaryOption<?>> OPTIONS = SummaryOption.ALL;

    private static JsonNode catalog;

    @BeforeAll
    static void read() throws IOException {
        catalog = new ObjectMapper().readTree(Files.readString(CATALOG));
    }

    @ParameterizedTest
    @FieldSource("OPTIONS")
    void field_ofAnOption_isWhatIsDeclared(SummaryOption<?> option) {
        JsonNode field = catalog.path("properties").path(option.name());

        assertThat(field.path("defaultValue").asText())
                .isEqualTo(option.byDefault().orElse(""));
        assertThat(field.path("description").asText()).startsWith(option.help().replace("`", ""));
        assertThat(words(field)).isEqualTo(option.syntax().words());
    }

    @ParameterizedTest
    @FieldSource("OPTIONS")
    void header_ofAnOption_isConstant(SummaryOption<?> option) {
        JsonNode header = catalog.path("headers").path(CstaConstants.header(option));

        assertThat(header.path("description").asText()).containsPattern("overrides the options? " + option.name());
    }

    private static List<String> words(JsonNode field) {
        List<String> words = new ArrayList<>();
        field.path("enum").forEach(word -> words.add(word.asText()));
        return words;
    }
}
