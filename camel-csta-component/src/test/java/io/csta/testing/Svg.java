package io.csta.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Reads SVG files of plots. */
public final class Svg {

    private final Element root;

    private Svg(Element root) {
        this.root = root;
    }

    /** Parses a file, which must be valid XML and contain no undefined numbers. */
    public static Svg parse(String svg) throws Exception {
        assertThat(svg).doesNotContain("NaN", "Infinity");
        Element root = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)))
                .getDocumentElement();
        assertThat(root.getTagName()).isEqualTo("svg");
        return new Svg(root);
    }

    /** The elements of a kind, in order. */
    public List<Element> elements(String tag) {
        NodeList nodes = root.getElementsByTagName(tag);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    /** All texts, in order. */
    public List<String> texts() {
        return elements("text").stream().map(Element::getTextContent).toList();
    }

    /** The points of a curve, {@code [points, 2]}. */
    public static double[][] points(Element polyline) {
        String[] points = polyline.getAttribute("points").split(" ", -1);
        double[][] values = new double[points.length][];
        for (int i = 0; i < points.length; i++) {
            String[] point = points[i].split(",", -1);
            values[i] = new double[] {Double.parseDouble(point[0]), Double.parseDouble(point[1])};
        }
        return values;
    }
}
