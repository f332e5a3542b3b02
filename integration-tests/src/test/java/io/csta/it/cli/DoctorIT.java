package io.csta.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.csta.it.service.Program;
import io.csta.testing.PublishedCheckpoints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code doctor}, on this machine and on one with faults. */
class DoctorIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> TOPICS = Stream.of(
                    "version",
                    "java",
                    "processor",
                    "threads",
                    "onnxruntime",
                    "arithmetic onnx",
                    "pytorch",
                    "arithmetic pytorch",
                    "gpu",
                    "ffmpeg",
                    "video codecs",
                    "audio codecs",
                    "folder home",
                    "folder temp",
                    "folder libtorch",
                    "folder data",
                    "model starter",
                    "model untrained",
                    "service")
            // the native executable unpacks nothing
            .filter(topic -> !(Program.isNative() && topic.equals("folder libtorch")))
            .toList();

    /** Where the arithmetic was checked already. */
    @TempDir
    static Path home;

    @TempDir
    Path folder;

    private static Csta.Result first;

    @BeforeAll
    static void checkArithmetic(@TempDir Path elsewhere) {
        first = Csta.in(elsewhere).home(home).run("doctor");
    }

    private Csta csta() {
        return Csta.in(folder).home(home);
    }

    private static List<JsonNode> findings(Csta.Result result, String status) throws IOException {
        List<JsonNode> findings = new ArrayList<>();
        JSON.readTree(result.out()).path("findings").forEach(finding -> {
            if (finding.path("status").asText().equals(status)) {
                findings.add(finding);
            }
        });
        return findings;
    }

    private static JsonNode onlyError(Csta.Result result) throws IOException {
        assertThat(result.exit()).as(result.out()).isEqualTo(1);
        assertThat(result.err()).isEmpty();
        assertThat(JSON.readTree(result.out()).path("status").asText()).isEqualTo("error");
        List<JsonNode> errors = findings(result, "error");
        assertThat(errors).hasSize(1);
        return errors.get(0);
    }

    @Test
    void doctor_whereEverythingWorks_isALinePerFindingInColumns() {
        first.succeeded();
        assertThat(first.err()).isEmpty();
        List<String> lines = first.out().lines().toList();
        assertThat(lines).hasSize(TOPICS.size() + 1);
        for (int i = 0; i < TOPICS.size(); i++) {
            assertThat(lines.get(i)).matches("(ok     |warning)  %-18s  \\S.*".formatted(TOPICS.get(i)));
        }
        assertThat(lines.get(TOPICS.size())).startsWith("Everything works: 0 errors, ");
        assertThat(first.out()).doesNotContain("\u001b", "\r");
    }

    @Test
    void doctor_json_hasTheSameFindingsAndTheFactsBehindThem() throws IOException {
        Csta.Result result = csta().run("doctor", "--json").succeeded();
        assertThat(result.err()).isEmpty();
        JsonNode json = JSON.readTree(result.out());
        assertThat(json.path("version").asText()).matches("\\d+\\.\\d+\\.\\d+\\S*");
        assertThat(json.path("status").asText()).isIn("ok", "warning");
        assertThat(json.path("findings"))
                .extracting(finding -> finding.path("name").asText())
                .containsExactlyElementsOf(TOPICS);
        assertThat(json.path("findings"))
                .allMatch(finding -> finding.has("remedy")
                        == !finding.path("status").asText().equals("ok"));
        assertThat(json.at("/threads/network").asInt()).isPositive();
        assertThat(json.at("/engines/0/engine").asText()).isEqualTo("onnxruntime");
        assertThat(json.at("/engines/1/arithmetic")).hasSize(2).allMatch(check -> check.path("correct")
                .asBoolean());
        assertThat(json.at("/ffmpeg/reads_video")).extracting(JsonNode::asText).contains("h264");
        assertThat(json.at("/folders/0/path").asText()).isEqualTo(home.toString());
        assertThat(json.at("/folders/0/free_bytes").asLong()).isPositive();
        assertThat(json.at("/models/0/default").asBoolean()).isTrue();
        assertThat(json.at("/service/s3").asText()).isEqualTo("off");
        assertThat(Csta.listing(folder)).isEmpty();
    }

    @Test
    @Tag("slow")
    void doctor_aDamagedModel_isAnErrorThatSaysWhatToDo() throws IOException {
        PublishedCheckpoints.extractor(folder.resolve("googlenet.safetensors"));
        PublishedCheckpoints.scorer(folder.resolve("split1.safetensors"));
        Csta csta = Csta.in(folder).home(copyOfArithmetic());
        csta.run(
                        "model",
                        "import",
                        "--extractor",
                        "googlenet.safetensors",
                        "--scorer",
                        "split1.safetensors",
                        "--name",
                        "m")
                .succeeded();
        Files.writeString(folder.resolve("home/models/m/scorer.safetensors"), "damaged");

        JsonNode error = onlyError(csta.run("doctor", "--json"));

        assertThat(error.path("name").asText()).isEqualTo("model m");
        assertThat(error.path("text").asText()).contains("scorer.safetensors", "SHA-256");
        assertThat(error.path("remedy").asText()).contains("import");
        assertThat(csta.run("doctor").out()).contains("error    model m").endsWith("warnings.\n");
    }

    @Test
    void doctor_incorrectArithmetic_isAnErrorThatNamesTheLayer() throws IOException {
        Path other = copyOfArithmetic();
        try (Stream<Path> files = Files.list(other.resolve("arithmetic"))) {
            for (Path file : files.toList()) {
                ObjectNode verdict = (ObjectNode) JSON.readTree(file.toFile());
                if (verdict.path("library").asText().startsWith("ONNX")) {
                    verdict.remove("setting");
                    JSON.writeValue(file.toFile(), verdict.put("fault", "3x3, 24 -> 64 channels, 14x14"));
                }
            }
        }
        JsonNode error = onlyError(Csta.in(folder).home(other).run("doctor", "--json"));
        assertThat(error.path("name").asText()).isEqualTo("arithmetic onnx");
        assertThat(error.path("text").asText()).contains("3x3, 24 -> 64 channels, 14x14");
        assertThat(error.path("remedy").asText()).contains("use the engine pytorch");
    }

    /** A home in which no arithmetic has to be checked. */
    private Path copyOfArithmetic() throws IOException {
        Path other = folder.resolve("home");
        Files.createDirectories(other.resolve("arithmetic"));
        try (Stream<Path> files = Files.list(home.resolve("arithmetic"))) {
            for (Path file : files.toList()) {
                Files.copy(file, other.resolve("arithmetic").resolve(file.getFileName()));
            }
        }
        return other;
    }

    @Test
    void doctor_anOptionOfTheServiceThatCannotBe_isAnError() throws IOException {
        Files.createDirectories(folder.resolve("config"));
        Files.writeString(folder.resolve("config/application.properties"), "csta.jobs.concurrent=0\n");
        JsonNode error = onlyError(csta().run("doctor", "--json"));
        assertThat(error.path("name").asText()).isEqualTo("service");
        assertThat(error.path("text").asText()).contains("csta.jobs.concurrent is 0");
    }

    @Test
    void doctor_aFileWhereTheServiceWantsItsFolder_isAnError() throws IOException {
        Files.writeString(folder.resolve("data"), "a file");
        JsonNode error = onlyError(csta().run("doctor", "--json", "-D", "csta.data=data"));
        assertThat(error.path("name").asText()).isEqualTo("folder data");
        assertThat(error.path("text").asText()).contains("is not a folder");
        assertThat(error.path("remedy").asText()).contains("csta.data");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void doctor_aFullDisk_isAnError() throws IOException {
        String script =
                """
                mkdir disk && mount -t tmpfs -o size=1m tmpfs disk || exit 99
                head -c 2M /dev/zero >disk/fill 2>/dev/null
                exec "$@"
                """;
        Csta.Result result = csta().startedBy(
                        "unshare", "--user", "--map-root-user", "--mount", "sh", "-c", script, "sh")
                .run("doctor", "--json", "-D", "csta.data=disk");
        JsonNode error = onlyError(result);
        assertThat(error.path("name").asText()).isEqualTo("folder data");
        assertThat(error.path("text").asText()).containsIgnoringCase("no space left");
    }
}
