package io.csta.it.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

@ResourceLock(Shared.LOCK)
class DescriptionIT {

    private static final Map<String, List<String>> OPERATIONS = Map.ofEntries(
            Map.entry("/api/summaries", List.of("delete", "get", "post")),
            Map.entry("/api/summaries/retry", List.of("post")),
            Map.entry("/api/callbacks", List.of("get")),
            Map.entry("/api/queue", List.of("get")),
            Map.entry("/api/storage", List.of("get")),
            Map.entry("/api/queue/pause", List.of("post")),
            Map.entry("/api/queue/resume", List.of("post")),
            Map.entry("/api/summaries/{id}", List.of("delete", "get")),
            Map.entry("/api/summaries/{id}/cancel", List.of("post")),
            Map.entry("/api/summaries/{id}/retry", List.of("post")),
            Map.entry("/api/summaries/{id}/pause", List.of("post")),
            Map.entry("/api/summaries/{id}/resume", List.of("post")),
            Map.entry("/api/summaries/{id}/events", List.of("get")),
            Map.entry("/api/summaries/{id}/video", List.of("get", "head")),
            Map.entry("/api/summaries/{id}/summary.json", List.of("get")));

    private final Client client = Shared.CLIENT;

    @Test
    void document_hasEveryOperation_withItsFailures() {
        JsonNode document = client.get("/api/openapi?format=json").is(200).json();
        assertThat(document.path("openapi").asText()).startsWith("3.1");
        JsonNode paths = document.path("paths");
        assertThat(names(paths)).containsExactlyInAnyOrderElementsOf(OPERATIONS.keySet());
        OPERATIONS.forEach((path, methods) -> {
            assertThat(names(paths.path(path))).as(path).containsExactlyInAnyOrderElementsOf(methods);
            for (String method : methods) {
                JsonNode operation = paths.path(path).path(method);
                assertThat(operation.path("operationId").asText()).isNotBlank();
                assertThat(operation.path("summary").asText()).isNotBlank();
                assertThat(names(operation.path("responses"))).as(path).anyMatch(status -> status.startsWith("4"));
            }
        });
        for (JsonNode parameter : paths.at("/~1api~1summaries/get/parameters")) {
            JsonNode schema = parameter.path("schema");
            if (schema.path("type").asText().equals("array")) {
                assertThat(schema.has("enum")).as(parameter.toString()).isFalse();
                assertThat(schema.at("/items/enum")).as(parameter.toString()).isNotEmpty();
            }
            if (schema.path("type").asText().equals("integer")) {
                assertThat(schema.path("default").isInt())
                        .as(parameter.toString())
                        .isTrue();
            }
        }
        assertThat(paths.at("/~1api~1summaries/post/parameters"))
                .extracting(parameter -> parameter.path("name").asText())
                .contains("ratio", "model", "priority", "profile", "callback");
        assertReferencesLeadSomewhere(document, document);
        assertThat(names(document.at("/components/schemas/Problem/properties")))
                .containsExactlyInAnyOrder("type", "code", "title", "status", "detail", "instance", "errors");
    }

    @Test
    void document_describesJobs_asTheyAre() {
        JsonNode document = client.get("/api/openapi?format=json").json();
        JsonNode job =
                client.end(client.submit(FormBody.of(Clips.TINY)).path("id").asText());
        assertThat(names(document.at("/components/schemas/JobView/properties"))).containsAll(names(job));
        assertThat(names(document.at("/components/schemas/JobProgress/properties")))
                .containsAll(names(job.path("progress")));
        assertThat(names(document.at("/components/schemas/Result/properties")))
                .containsExactlyInAnyOrderElementsOf(names(job.path("result")));
    }

    /** What a linter would find. */
    @Test
    void document_followsTheSpecification_andLeavesNothingOut() {
        String text = client.get("/api/openapi?format=json").text();
        ParseOptions options = new ParseOptions();
        options.setResolve(true);
        SwaggerParseResult parsed = new OpenAPIV3Parser().readContents(text, null, options);
        assertThat(parsed.getMessages()).isEmpty();
        assertThat(parsed.getOpenAPI().getServers())
                .extracting(server -> server.getUrl())
                .containsExactly("/");
        JsonNode document = client.get("/api/openapi?format=json").json();
        List<String> operationIds = document.path("paths").findValuesAsText("operationId");
        assertThat(operationIds).doesNotHaveDuplicates();
        document.path("paths").properties().forEach(path -> path.getValue().properties().stream()
                .filter(method -> method.getValue().has("operationId"))
                .forEach(method -> assertComplete(path.getKey(), method.getKey(), method.getValue(), document)));
        document.at("/components/schemas").properties().forEach(schema -> {
            JsonNode type = schema.getValue();
            if (type.has("properties")) {
                assertThat(type.path("description").asText())
                        .as(schema.getKey())
                        .isNotBlank();
            }
            assertThat(names(type.path("properties")))
                    .as(schema.getKey())
                    .containsAll(StreamSupport.stream(type.path("required").spliterator(), false)
                            .map(JsonNode::asText)
                            .toList());
        });
        assertThat(names(document.at("/paths/~1api~1summaries/post/callbacks/ended")))
                .containsExactly("{$request.body#/callback}");
        assertThat(document.at("/paths/~1api~1summaries/post/parameters").findValuesAsText("name"))
                .contains("wait", "name", "ratio", "length", "segmentation");
        assertThat(document.at("/paths/~1api~1summaries/get/parameters"))
                .filteredOn(parameter -> parameter.path("name").asText().equals("limit"))
                .singleElement()
                .satisfies(parameter ->
                        assertThat(parameter.at("/schema/type").asText()).isEqualTo("integer"));
    }

    private static void assertComplete(String path, String method, JsonNode operation, JsonNode document) {
        String name = method + " " + path;
        assertThat(operation.path("tags")).as(name).isNotEmpty();
        assertThat(operation.path("summary").asText()).as(name).isNotBlank();
        if (!method.equals("head")) {
            assertThat(names(operation.path("responses"))).as(name).contains("403", "406", "503");
        }
        List<String> parameters = operation.path("parameters").findValuesAsText("name");
        assertThat(parameters).as(name).doesNotHaveDuplicates();
        Matcher inPath = Pattern.compile("\\{(\\w+)}").matcher(path);
        while (inPath.find()) {
            assertThat(parameters).as(name).contains(inPath.group(1));
        }
        operation.path("parameters").forEach(parameter -> assertThat(
                        resolved(parameter.path("schema"), document).has("type"))
                .as("%s: %s", name, parameter)
                .isTrue());
        operation.path("responses").properties().stream()
                .filter(response -> response.getKey().equals("200"))
                .filter(response -> !method.equals("head"))
                .forEach(response ->
                        assertThat(response.getValue().path("content")).as(name).isNotEmpty());
    }

    @Test
    void responses_haveTheSchemasOfTheDocument() {
        JsonNode document = client.get("/api/openapi?format=json").json();
        JsonNode job =
                client.end(client.submit(FormBody.of(Clips.TINY)).path("id").asText());
        assertValid(document, "JobView", job);
        assertValid(document, "JobPage", client.get(Client.JOBS + "?limit=3").json());
        assertValid(
                document,
                "Summary",
                client.get(job.at("/links/summary").asText()).is(200).json());
        assertValid(document, "Problem", client.postJson("{\"ratio\":[]}").json());
        assertValid(
                document, "BulkResult", client.delete(Client.JOBS + "?id=none").json());
        assertThat(errors(document, "JobView", client.postJson("{}").json())).isNotEmpty();
    }

    private static void assertValid(JsonNode document, String schema, JsonNode response) {
        assertThat(errors(document, schema, response)).as(response.toString()).isEmpty();
    }

    private static Set<ValidationMessage> errors(JsonNode document, String schema, JsonNode response) {
        ObjectNode root = document.deepCopy();
        root.put("$ref", "#/components/schemas/" + schema);
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(root)
                .validate(response);
    }

    @Test
    void document_describesTheOptionsOfARequest() {
        JsonNode schemas = client.get("/api/openapi?format=json").json().at("/components/schemas");
        for (String schema : List.of("Upload", "NamedVideo")) {
            JsonNode options = schemas.at("/%s/properties".formatted(schema));
            assertThat(names(options))
                    .contains(
                            "model",
                            "ratio",
                            "length",
                            "sample_every",
                            "segmentation",
                            "visibility",
                            "selection",
                            "audio",
                            "callback")
                    .doesNotContain("device", "engine", "overwrite", "batch_size");
            assertThat(options.at("/ratio/type").asText()).isEqualTo("number");
            assertThat(options.at("/ratio/format").asText()).isEqualTo("double");
            assertThat(options.at("/sample_every/type").asText()).isEqualTo("integer");
            assertThat(options.at("/length/type").asText()).isEqualTo("string");
            assertThat(options.at("/segmentation/enum").toString()).isEqualTo("[\"fast\",\"full\"]");
            assertThat(options.at("/visibility/type").asText()).isEqualTo("string");
            assertThat(options.at("/visibility/enum").toString()).isEqualTo("[\"on\",\"off\"]");
            assertThat(options.at("/selection/enum").toString()).isEqualTo("[\"published\",\"watchable\"]");
            assertThat(options.at("/audio/default").asBoolean()).isTrue();
        }
    }

    /** Swagger UI's "Try it out" fills in every example and default, and sends them together. */
    @Test
    void examples_sentTogether_areAccepted() {
        JsonNode document = client.get("/api/openapi?format=json").json();
        JsonNode operation = document.at("/paths/~1api~1summaries/post");
        StringBuilder query = new StringBuilder("?");
        operation.path("parameters").forEach(parameter -> {
            if (parameter.path("in").asText().equals("query")) {
                example(parameter, document)
                        .ifPresent(value -> query.append(parameter.path("name").asText())
                                .append('=')
                                .append(value)
                                .append('&'));
            }
        });
        FormBody form = FormBody.of(Clips.TINY);
        JsonNode schema = resolved(operation.at("/requestBody/content/multipart~1form-data/schema"), document);
        schema.path("properties").properties().forEach(property -> example(property.getValue(), document)
                .ifPresent(value -> form.option(property.getKey(), value)));
        HttpRequest.Builder request = client.request(Client.JOBS + query)
                .header("Content-Type", FormBody.TYPE)
                .POST(form.end());
        operation.path("parameters").forEach(parameter -> {
            if (parameter.path("in").asText().equals("header")) {
                example(parameter, document)
                        .ifPresent(
                                value -> request.header(parameter.path("name").asText(), value));
            }
        });

        assertThat(client.send(request).json().path("state").asText()).isNotEmpty();
        assertThat(names(schema.path("properties"))).contains("ratio", "length", "callback");
    }

    /** The same request again, for another video. */
    @Test
    void exampleOfAKey_isNotFilledIn() {
        JsonNode document = client.get("/api/openapi?format=json").json();
        assertThat(document.at("/paths/~1api~1summaries/post/parameters"))
                .filteredOn(parameter -> parameter.path("name").asText().equals("Idempotency-Key"))
                .singleElement()
                .satisfies(parameter -> assertThat(example(parameter, document)).isEmpty());
    }

    /** What Swagger UI fills in for a parameter or property. */
    private static Optional<String> example(JsonNode described, JsonNode document) {
        JsonNode schema = resolved(described.has("schema") ? described.path("schema") : described, document);
        return Stream.of(
                        described.path("example"),
                        schema.path("default"),
                        schema.path("example"),
                        schema.path("examples").path(0))
                .filter(value -> !value.isMissingNode() && !value.asText().isEmpty())
                .map(JsonNode::asText)
                .findFirst();
    }

    private static JsonNode resolved(JsonNode schema, JsonNode document) {
        return schema.has("$ref") ? document.at(schema.path("$ref").asText().substring(1)) : schema;
    }

    @Test
    void page_forPeople_needsNothingFromElsewhere() {
        String page = client.get("/api/docs/").is(200).text();
        assertThat(page)
                .contains("swagger")
                .doesNotContain("src=\"http", "src='http", "href=\"http", "//cdn", "//unpkg");
        for (String script : new String[] {"swagger-ui-bundle.js", "swagger-ui.css"}) {
            client.get("/api/docs/" + script).is(200);
        }
    }

    @Test
    void root_leadsPeopleThere() {
        assertThat(client.get("/").is(302).header("Location")).isEqualTo("/api/docs/");
    }

    private static void assertReferencesLeadSomewhere(JsonNode node, JsonNode document) {
        if (node.has("$ref")) {
            String reference = node.path("$ref").asText();
            assertThat(document.at(reference.substring(1)).isMissingNode())
                    .as(reference)
                    .isFalse();
        }
        node.forEach(child -> assertReferencesLeadSomewhere(child, document));
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
