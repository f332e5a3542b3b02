package io.csta.camel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * Generates {@code docs/camel-reference.md} from the catalog file that Camel's plugin generates from the annotations. Run
 * by {@link CamelReferenceTest}.
 */
final class CamelReference {

    private static final Path CATALOG = Path.of("src/generated/resources/META-INF/io/csta/camel/csta.json");
    private static final String HEAD =
            """
            # Camel component: reference

            This page lists all options and headers of the Camel component `csta:`.
            It is generated from the annotations of `io.csta.camel`; see [Camel](camel.md) for how to use it. To refresh it:
            `mvn -pl camel-csta-component test -Dtest=CamelReferenceTest -Dreference.write=true`

                %s

            %s Only producers are supported.

            | operation | |
            |---|---|
            | `%s` | %s |

            """;

    private CamelReference() {}

    /** The expected page. */
    static String page() throws IOException {
        JsonNode catalog = new ObjectMapper().readTree(Files.readString(CATALOG));
        JsonNode component = catalog.get("component");
        JsonNode operation = catalog.at("/properties/operation");
        StringBuilder page = new StringBuilder(HEAD.formatted(
                component.get("syntax").asText() + "?options",
                component.get("description").asText(),
                String.join("` `", texts(operation.get("enum"))),
                operation.get("description").asText()));
        page.append("## Endpoint options\n\n")
                .append(
                        "All options except `lazyStartProducer` can also be set on the component, as defaults for its endpoints.")
                .append("\n\n");
        table(page, "option", catalog.get("properties"), name -> !name.equals("operation"));
        page.append("\n## Component options\n\n");
        table(page, "option", catalog.get("componentProperties"), name -> !catalog.get("properties")
                .has(name));
        page.append("\n## Headers that override options\n\n");
        page.append(
                        "They take precedence over the options. Options that protect or size an endpoint have no header, so messages")
                .append(" cannot override them.\n\n");
        JsonNode headers = catalog.get("headers");
        table(page, "header", headers, name -> !isResult(headers.get(name)));
        page.append("\n## Result headers\n\n");
        table(page, "header", headers, name -> isResult(headers.get(name)));
        return page.toString();
    }

    private static boolean isResult(JsonNode header) {
        return header.get("description").asText().startsWith("Result");
    }

    private static void table(StringBuilder page, String kind, JsonNode rows, Predicate<String> wanted) {
        page.append("| ").append(kind).append(" | type | default | |\n|---|---|---|---|\n");
        rows.properties().forEach(row -> {
            if (wanted.test(row.getKey())) {
                JsonNode it = row.getValue();
                page.append("| `%s` | %s | %s | %s |\n"
                        .formatted(
                                row.getKey(),
                                type(it),
                                it.has("defaultValue")
                                        ? "`" + it.get("defaultValue").asText() + "`"
                                        : "",
                                sentence(it.get("description").asText())));
            }
        });
    }

    private static String type(JsonNode row) {
        if (row.has("enum")) {
            return "`" + String.join("` `", texts(row.get("enum"))) + "`";
        }
        String type = row.has("type") ? row.get("type").asText() : "object";
        String java = row.get("javaType").asText();
        return (type.equals("object") ? java.substring(java.lastIndexOf('.') + 1) : type).toLowerCase(Locale.ROOT);
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static String sentence(String text) {
        String escaped = text.replace("|", "\\|");
        return escaped.endsWith(".") ? escaped : escaped + ".";
    }
}
