package io.csta.camel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.csta.camel.dsl.CstaComponentBuilderFactory;
import io.csta.camel.dsl.CstaEndpointBuilderFactory;
import io.csta.summary.SegmentationMode;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.builder.EndpointProducerBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

/** The builders that Camel's plugin generates for routes in Java. */
class CstaBuildersTest {

    private static final Path CATALOG = Path.of("src/generated/resources/META-INF/io/csta/camel/csta.json");

    @Test
    void builders_haveEveryOption() throws IOException {
        JsonNode catalog = new ObjectMapper().readTree(Files.readString(CATALOG));

        Set<String> ofEndpoint = methods(
                CstaEndpointBuilderFactory.CstaEndpointBuilder.class,
                CstaEndpointBuilderFactory.AdvancedCstaEndpointBuilder.class);
        Set<String> ofComponent = methods(CstaComponentBuilderFactory.CstaComponentBuilder.class);

        Set<String> options = names(catalog.get("properties"));
        options.remove("operation"); // the path
        assertThat(options).isNotEmpty();
        assertThat(ofEndpoint).containsAll(options);
        assertThat(ofComponent).isNotEmpty().containsAll(names(catalog.get("componentProperties")));
    }

    private static Set<String> names(JsonNode options) {
        Set<String> names = new TreeSet<>();
        options.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static Set<String> methods(Class<?>... builders) {
        return Stream.of(builders)
                .flatMap(builder -> Stream.of(builder.getMethods()))
                .map(Method::getName)
                .collect(Collectors.toSet());
    }

    @Test
    void endpointBuilder_setsWhatItSays() throws Exception {
        EndpointProducerBuilder builder = CstaEndpointBuilderFactory.endpointBuilder("csta", "score")
                .ratio(0.25)
                .sampleEvery(7)
                .segmentation(SegmentationMode.FULL)
                .visibility("off")
                .selection("watchable")
                .output(CstaOutput.JSON)
                .audio(false)
                .timeout(1500)
                .advanced()
                .batchSize(3)
                .maxConcurrent(2);
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            CstaEndpoint endpoint = (CstaEndpoint) builder.resolve(context);
            CstaConfiguration options = endpoint.getConfiguration();
            assertThat(endpoint.getOperation()).isEqualTo(CstaOperation.SCORE);
            assertThat(options.getRatio()).isEqualTo(0.25);
            assertThat(options.getSampleEvery()).isEqualTo(7);
            assertThat(options.getSegmentation()).isEqualTo(SegmentationMode.FULL);
            assertThat(options.getVisibility()).isEqualTo("off");
            assertThat(options.getSelection()).isEqualTo("watchable");
            assertThat(options.getOutput()).isEqualTo(CstaOutput.JSON);
            assertThat(options.isAudio()).isFalse();
            assertThat(options.getTimeout()).isEqualTo(1500);
            assertThat(options.getBatchSize()).isEqualTo(3);
            assertThat(options.getMaxConcurrent()).isEqualTo(2);
        }
    }

    @Test
    void componentBuilder_registersDefaultsForEndpoints() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            CstaComponentBuilderFactory.csta().device("cpu").ratio(0.3).register(context, "csta");
            CstaEndpoint endpoint = context.getEndpoint("csta:summarize", CstaEndpoint.class);
            assertThat(endpoint.getConfiguration().getRatio()).isEqualTo(0.3);
            assertThat(endpoint.getConfiguration().getDevice()).isEqualTo("cpu");
        }
    }
}
