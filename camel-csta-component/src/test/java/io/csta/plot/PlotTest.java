package io.csta.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.csta.plot.Figure.Align;
import io.csta.testing.Svg;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;

class PlotTest {

    private static final int POINTS = 100_000;

    private final Figure figure = new Figure(400, 300);
    private final Scale x = new Scale(0, POINTS, 50, 350);
    private final Panel panel = new Panel(figure, x, 20, 200);

    @Test
    void text_ofAnyCharacters_isXml() throws Exception {
        figure.title(0, 0, "<b>&\"'\u0000\u0007\u202e\ufffe\ud83d \ud83c\udfac");
        figure.text(0, 0, Align.END, Ink.BLUE, "x".repeat(200));
        assertThat(Svg.parse(figure.svg()).texts()).containsExactly("<b>&\"'????? \ud83c\udfac", "x".repeat(100) + "…");
    }

    @Test
    void colours_areForLightAndDark() {
        assertThat(figure.svg()).contains(".paper{color:#ffffff}", "prefers-color-scheme:dark){.paper{color:#1c1c1e}");
    }

    @Test
    void curve_ofManyPoints_keepsExtremesAndStaysInThePanel() throws Exception {
        double[] places = new double[POINTS];
        double[] values = new double[POINTS];
        for (int i = 0; i < POINTS; i++) {
            places[i] = i;
            values[i] = Math.sin(i / 5000.0);
        }
        values[77_777] = 4;
        values[50_000] = Double.NaN;
        Scale y = panel.vertical(DoubleStream.of(values));
        panel.curve(places, values, y, Ink.BLUE);

        Element curve = Svg.parse(figure.svg()).elements("polyline").get(0);
        double[][] points = Svg.points(curve);
        assertThat(List.of(points)).hasSizeLessThan(1300);
        assertThat(List.of(points)).allSatisfy(point -> {
            assertThat(point[0]).isBetween(50.0, 350.0);
            assertThat(point[1]).isBetween(20.0, 220.0);
        });
        assertThat(List.of(points)).anySatisfy(point -> assertThat(point[1]).isCloseTo(y.at(4), within(0.1)));
    }

    @Test
    void steps_haveTwoPointsEach() throws Exception {
        Scale y = new Scale(0, 1, panel.bottom(), 20);
        panel.steps(new double[] {0, 50_000, 100_000}, new double[] {0, 1}, y, Ink.GREEN);
        Element curve = Svg.parse(figure.svg()).elements("polyline").get(0);
        assertThat(curve.getAttribute("points")).isEqualTo("50.0,220.0 200.0,220.0 200.0,20.0 350.0,20.0");
    }

    @Test
    void covering_whatDiffersByRounding_isWideEnoughToShowItAsALine() {
        Scale flat = Scale.covering(DoubleStream.of(0.5, 0.5 + 1e-9), 100, 0);
        assertThat(flat.at(0.5)).isCloseTo(50, within(0.01));
        assertThat(flat.at(0.5 + 1e-9)).isCloseTo(50, within(0.01));
        Scale small = Scale.covering(DoubleStream.of(1e-9, 2e-9), 100, 0);
        assertThat(small.at(1e-9)).isGreaterThan(90);
        assertThat(Scale.covering(DoubleStream.of(Double.NaN), 100, 0)).isEqualTo(new Scale(-0.05, 1.05, 100, 0));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 600, 10, '0 100 200 300 400 500 600'",
        "0, 24000, 10, '0 5000 10000 15000 20000'",
        "0, 0.9, 5, '0.0 0.2 0.4 0.6 0.8'",
        "0, 1, 1, '0 1'",
        "-0.05, 0.05, 2, '-0.05 0.00 0.05'"
    })
    void roundTicks_areAtRoundNumbers(double low, double high, int about, String labels) {
        assertThat(new Scale(low, high, 0, 100).roundTicks(about))
                .extracting(Scale.Tick::label)
                .containsExactly(labels.split(" "));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, '0.00 0.25 0.50 0.75 1.00'",
        "0.29, 0.41, '0.290 0.320 0.350 0.380 0.410'",
        "0, 2e-9, '0.0e+00 5.0e-10 1.0e-09 1.5e-09 2.0e-09'",
        "100, 500, '100 200 300 400 500'"
    })
    void evenTicks_haveLabelsThatDiffer(double low, double high, String labels) {
        assertThat(new Scale(low, high, 0, 100).evenTicks(4))
                .extracting(Scale.Tick::label)
                .containsExactly(labels.split(" "));
    }

    @Test
    void scale_ofNoRange_isRefused() {
        assertThatThrownBy(() -> new Scale(1, 1, 0, 100)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Scale(0, Double.NaN, 0, 100)).isInstanceOf(IllegalArgumentException.class);
    }
}
