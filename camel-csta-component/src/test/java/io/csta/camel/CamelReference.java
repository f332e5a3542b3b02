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
 * Makes {@code docs/camel-reference.md} of the catalog file that Camel's plugin generates from the annotations. Run by
 * {@link CamelReferenceTest}.
 */
final class CamelReference {

    private static final Path CATALOG = Path.of("src/generated/resources/META-INF/io/csta/camel/csta.json");
    private static final String HEAD =
            """
            # Camel component: reference

            Generated from the annotations of `io.csta.camel`; [Camel](camel.md) says how to use it. To refresh it:
            `mvn -pl camel-csta-component test -Dtest=CamelReferenceTest -Dreference.write=true`

                %s

            %s A producer only.

            | operation | |
            |---|---|
            | `%s` | %s |

            """;

    private CamelReference() {}

    /** The page as it should be. */
    static String page() throws IOException {
        JsonNode catalog = new ObjectMapper().readTree(Files.readString(CATALOG));
        JsonNode component = catalog.get("component");
        JsonNode operation = catalog.at("/properties/operation");
        StringBuilder page = new StringBuilder(HEAD.formatted(
                component.get("syntax").asText() + "?options",
                component.get("description").asText(),
                String.join("` `", texts(operation.get("enum"))),
                operation.get("description").asText()));
        page.append("## Options of an endpoint\n\n")
                .append(
                        "All but `lazyStartProducer` are options of the component too, where they are the defaults of its")
                .append(" endpoints.\n\n");
        table(page, "option", catalog.get("properties"), name -> !name.equals("operation"));
        page.append("\n## Options of the component only\n\n");
        table(page, "option", catalog.get("componentProperties"), name -> !catalog.get("properties")
                .has(name));
        page.append("\n## Headers that stand for an option\n\n");
        page.append(
                        "They outrank it. What guards or sizes an endpoint has none: whoever sends messages must not be able to")
                .append(" lift it.\n\n");
        JsonNode headers = catalog.get("headers");
        table(page, "header", headers, name -> !isResult(headers.get(name)));
        page.append("\n## Headers that are results\n\n");
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
