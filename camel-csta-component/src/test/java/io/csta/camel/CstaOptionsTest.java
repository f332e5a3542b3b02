package io.csta.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csta.model.UnknownModelException;
import io.csta.selection.SelectionMethod;
import io.csta.summary.Budget;
import io.csta.summary.SummaryOption;
import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.ResolveEndpointFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CstaOptionsTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    summarize?ratio=2                     | option ratio
                    summarize?ratio=0                     | option ratio
                    summarize?ratio=150%25                | option ratio: ratio 1.5 is out of range
                    summarize?ratio=x%25                  | option ratio: 'x%' is not a number or percentage
                    summarize?length=soon                 | option length
                    summarize?length=0                    | option length
                    summarize?ratio=0.1&length=30s        | option ratio and option length
                    summarize?sampleEvery=0               | option sampleEvery
                    summarize?segmentation=slow           | slow
                    summarize?visibility=perhaps          | option visibility: unknown value 'perhaps'; use on or off
                    summarize?selection=best              | option selection: unknown value 'best'; use published or watchable
                    summarize?output=picture              | picture
                    score?output=video                    | option output
                    summarize?device=tpu                  | option device
                    summarize?batchSize=0                 | option batchSize
                    summarize?maxConcurrent=0             | option maxConcurrent
                    summarize?timeout=-1                  | option timeout
                    summarize?model=                      | option model
                    summarize?fileName=${header.          | option fileName
                    summarize?allowedUrls=media.example   | option allowedUrls
                    summarize?allowedUrls=ftp://a.example | option allowedUrls
                    summarize?maxDownloadSize=0           | option maxDownloadSize
                    summarize?downloadTimeout=0           | option downloadTimeout
                    summarize?colour=red                  | colour
                    shorten                               | csta:shorten is not an operation
                    """)
    void endpoint_wrongOption_isRefusedWhenItIsMadeAndNamed(String uri, String named) throws Exception {
        try (Routes routes = new Routes()) {
            assertThatThrownBy(() -> routes.context().getEndpoint("csta:" + uri))
                    .isInstanceOf(ResolveEndpointFailedException.class)
                    .hasStackTraceContaining(named);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "CamelCstaRatio,2",
        "CamelCstaRatio,much",
        "CamelCstaLength,soon",
        "CamelCstaSampleEvery,0",
        "CamelCstaSegmentation,slow",
        "CamelCstaVisibility,perhaps",
        "CamelCstaSelection,best",
        "CamelCstaOutput,picture",
        "CamelCstaDevice,tpu",
        "CamelCstaOverwrite,perhaps",
        "CamelCstaAudio,perhaps",
        "CamelCstaBatchSize,-1",
        "CamelCstaTimeout,-1",
        "CamelCstaTimeout,soon"
    })
    void message_wrongHeader_failsAndNamesIt(String header, String value) throws Exception {
        try (Routes routes = new Routes()) {
            Exchange exchange = routes.exchange("none.mp4", Map.of(header, value));
            CstaEndpoint endpoint = routes.context().getEndpoint("csta:summarize", CstaEndpoint.class);
            assertThatThrownBy(() -> EffectiveOptions.of(endpoint, exchange.getMessage()))
                    .isInstanceOf(CstaOptionException.class)
                    .hasMessageContaining(header)
                    .hasMessageNotContaining("\n");
        }
    }

    @Test
    void message_bothBudgets_areRefused_butOneReplacesBothOptions() throws Exception {
        try (Routes routes = new Routes()) {
            CstaEndpoint endpoint = routes.context().getEndpoint("csta:summarize?ratio=0.5", CstaEndpoint.class);
            Exchange exchange = routes.exchange("a.mp4", Map.of(CstaConstants.RATIO, 0.1, CstaConstants.LENGTH, "3s"));
            assertThatThrownBy(() -> EffectiveOptions.of(endpoint, exchange.getMessage()))
                    .isInstanceOf(CstaOptionException.class)
                    .hasMessageContaining(CstaConstants.RATIO)
                    .hasMessageContaining(CstaConstants.LENGTH);
            exchange.getMessage().removeHeader(CstaConstants.RATIO);
            assertThat(EffectiveOptions.of(endpoint, exchange.getMessage())
                            .options()
                            .budget())
                    .hasToString("Length[seconds=3.0]");
        }
    }

    @Test
    void budgets_areWrittenAsOnTheCommandLine() throws Exception {
        try (Routes routes = new Routes()) {
            CstaEndpoint share = routes.context().getEndpoint("csta:summarize?ratio=12.5%25", CstaEndpoint.class);
            assertThat(EffectiveOptions.of(share).options().budget()).isEqualTo(new Budget.Ratio(0.125));
            CstaEndpoint time = routes.context().getEndpoint("csta:summarize?length=1:30", CstaEndpoint.class);
            assertThat(EffectiveOptions.of(time).options().budget()).isEqualTo(new Budget.Length(90));
            Exchange exchange = routes.exchange("a.mp4", Map.of(CstaConstants.RATIO, "15%"));
            assertThat(EffectiveOptions.of(time, exchange.getMessage())
                            .options()
                            .budget())
                    .isEqualTo(new Budget.Ratio(0.15));
        }
    }

    @Test
    void message_headersForVisibilityAndSelection_overrideTheEndpoint() throws Exception {
        try (Routes routes = new Routes()) {
            CstaEndpoint plain = routes.context().getEndpoint("csta:summarize", CstaEndpoint.class);
            assertThat(EffectiveOptions.of(plain).options().chosen())
                    .doesNotContainKeys(SummaryOption.VISIBILITY, SummaryOption.SELECTION);
            CstaEndpoint endpoint = routes.context()
                    .getEndpoint("csta:summarize?visibility=off&selection=watchable", CstaEndpoint.class);
            assertThat(EffectiveOptions.of(endpoint).options().chosen())
                    .containsEntry(SummaryOption.VISIBILITY, false)
                    .containsEntry(SummaryOption.SELECTION, SelectionMethod.WATCHABLE);
            Exchange exchange = routes.exchange(
                    "a.mp4", Map.of(CstaConstants.VISIBILITY, true, CstaConstants.SELECTION, "published"));
            assertThat(EffectiveOptions.of(endpoint, exchange.getMessage())
                            .options()
                            .chosen())
                    .containsEntry(SummaryOption.VISIBILITY, true)
                    .containsEntry(SummaryOption.SELECTION, SelectionMethod.PUBLISHED);
        }
    }

    @Test
    void component_itsOptions_areTheDefaultsOfEndpoints() throws Exception {
        try (Routes routes = new Routes()) {
            routes.csta().getConfiguration().setRatio(0.3);
            routes.csta().getConfiguration().setDevice("cpu");
            CstaEndpoint plain = routes.context().getEndpoint("csta:summarize", CstaEndpoint.class);
            CstaEndpoint own = routes.context().getEndpoint("csta:summarize?length=5s", CstaEndpoint.class);
            assertThat(plain.getConfiguration().getRatio()).isEqualTo(0.3);
            assertThat(own.getConfiguration().getRatio()).isNull();
            assertThat(own.getConfiguration().getLength()).isEqualTo("5s");
            assertThat(own.getConfiguration().getDevice()).isEqualTo("cpu");
        }
    }

    @Test
    void message_headersThatGuardOrSize_doNothing() throws Exception {
        try (Routes routes = Routes.to("csta:summarize?device=cpu&lazyStartProducer=true&inputDirectory=" + folder)) {
            Exchange exchange = routes.send(
                    "/etc/passwd",
                    Map.of(
                            "CamelCstaInputDirectory",
                            "/",
                            "CamelCstaAllowedUrls",
                            "http://",
                            "CamelCstaOperation",
                            "x"));
            assertThat(exchange.getException())
                    .isInstanceOf(CstaInputException.class)
                    .hasMessageContaining("inputDirectory");
        }
    }

    @Test
    void route_unknownModel_doesNotStart_butALazyOneFailsItsMessages() throws Exception {
        try (Routes routes = new Routes()) {
            assertThatThrownBy(() -> routes.start(
                            builder -> builder.from("direct:in").to("csta:summarize?device=cpu&model=absent")))
                    .hasRootCauseInstanceOf(UnknownModelException.class)
                    .hasStackTraceContaining("unknown model absent");
        }
        try (Routes routes = Routes.to("csta:summarize?device=cpu&model=absent&lazyStartProducer=true")) {
            assertThat(routes.send(folder).getException()).isInstanceOf(UnknownModelException.class);
        }
    }
}
