package io.csta.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.csta.arithmetic.Verdict;
import io.csta.diagnosis.EngineState.Arithmetic;
import io.csta.diagnosis.Finding.Status;
import io.csta.export.DiagnosisJson;
import io.csta.model.ModelStore;
import io.csta.testing.PublishedCheckpoints;
import io.csta.video.FfmpegBuild;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class DiagnosisTest {

    private static final String LAYER = "3x3, 24 -> 64 channels, 14x14";

    @TempDir
    Path folder;

    private static Folder home(Path path) {
        return new Folder("home", path, true, "CSTA_HOME");
    }

    private static void assertError(Finding finding, String text, String remedy) {
        assertThat(finding.status()).as(finding.toString()).isEqualTo(Status.ERROR);
        assertThat(finding.text()).contains(text);
        assertThat(finding.remedy().orElseThrow()).contains(remedy);
    }

    @Test
    void folder_thatExists_isOkAndStaysEmpty() {
        FolderState state = FolderState.of(home(folder));
        assertThat(state.writable()).isTrue();
        assertThat(state.freeBytes().orElseThrow()).isPositive();
        assertThat(state.finding().text()).contains(folder.toString(), "writable", "free");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void folder_thatDoesNotExist_isOkAndNotCreated() {
        Path absent = folder.resolve("a/b");
        FolderState state = FolderState.of(home(absent));
        assertThat(state.exists()).isFalse();
        assertThat(state.writable()).isTrue();
        assertThat(state.finding().text()).contains("created on first use");
        assertThat(folder).isEmptyDirectory();
    }

    /** Root may write to any folder but those of /proc. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void folder_thatCannotBeWrittenTo_isAnErrorThatNamesTheOption() {
        assertError(FolderState.of(home(Path.of("/proc"))).finding(), "/proc cannot be written to", "CSTA_HOME");
    }

    @Test
    void folder_withAFileInTheWay_isAnError() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "a file");
        assertError(FolderState.of(home(file)).finding(), "is not a folder", "CSTA_HOME");
        assertError(FolderState.of(home(file.resolve("below"))).finding(), "is not a folder", "CSTA_HOME");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void folder_thatIsNotRequired_isAWarning() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "a file");
        Finding finding = FolderState.of(new Folder("libtorch", file, false, "DJL_CACHE_DIR"))
                .finding();
        assertThat(finding.status()).isEqualTo(Status.WARNING);
    }

    @Test
    void folder_withLittleSpace_isAWarning_andWithTooLittleAnError() {
        assertThat(withSpace(2L << 30).status()).isEqualTo(Status.OK);
        assertThat(withSpace(500L << 20).status()).isEqualTo(Status.WARNING);
        assertError(withSpace(1L << 20), "1.0 MiB free", "free some space");
    }

    private Finding withSpace(long bytes) {
        return new FolderState("home", folder, true, "CSTA_HOME", true, true, Optional.of(bytes), Optional.empty())
                .finding();
    }

    @Test
    void models_ofAnEmptyStore_areTheBuiltInOnesAndIntact() {
        List<ModelState> models = ModelState.of(ModelStore.in(folder));
        assertThat(models).extracting(ModelState::name).containsExactly("starter", "untrained");
        assertThat(models)
                .allMatch(ModelState::intact)
                .allMatch(model -> model.finding().status() == Status.OK);
        assertThat(models.get(0).finding().text()).contains("the default", "trained on");
    }

    @Test
    void models_withAChangedOrMissingFileOrCard_areErrorsThatSayWhatToDo() throws IOException {
        ModelStore store = ModelStore.in(folder.resolve("models"));
        Path extractor = PublishedCheckpoints.extractor(folder.resolve("googlenet.safetensors"));
        Path scorer = PublishedCheckpoints.scorer(folder.resolve("split1.safetensors"));
        for (String name : List.of("card", "changed", "intact", "missing")) {
            store.importModel(name, extractor, scorer, false);
        }
        Path models = store.folder();
        Files.writeString(models.resolve("card/model.json"), "{");
        byte[] weights = Files.readAllBytes(models.resolve("changed/scorer.safetensors"));
        weights[weights.length - 1] ^= 1;
        Files.write(models.resolve("changed/scorer.safetensors"), weights);
        Files.delete(models.resolve("missing/extractor.safetensors"));

        List<Finding> findings = ModelState.of(store).stream()
                .skip(2) // the built-in ones
                .map(ModelState::finding)
                .toList();

        assertThat(findings)
                .extracting(Finding::name)
                .containsExactly("model card", "model changed", "model intact", "model missing");
        assertError(findings.get(0), "model.json", "import the model again");
        assertError(findings.get(1), "scorer.safetensors", "import the model again");
        assertThat(findings.get(2).status()).isEqualTo(Status.OK);
        assertError(findings.get(3), "extractor.safetensors", "import the model again");
    }

    private static EngineState engine(String word, Arithmetic... arithmetic) {
        return new EngineState(word, Optional.of("1.0"), Optional.of("cpu"), 0, List.of(arithmetic), Optional.empty());
    }

    private static final Arithmetic CORRECT =
            new Arithmetic("GoogLeNet", true, Optional.of("default"), Optional.empty());
    private static final Arithmetic SLOWER =
            new Arithmetic("GoogLeNet", true, Optional.of("without oneDNN"), Optional.of(LAYER));
    private static final Arithmetic INCORRECT =
            new Arithmetic("GoogLeNet", false, Optional.empty(), Optional.of(LAYER));

    @Test
    void arithmetic_correctSlowerOrIncorrect_isOkAWarningOrAnError() {
        assertThat(engine("onnxruntime", CORRECT).findings())
                .extracting(Finding::status)
                .containsOnly(Status.OK);
        Finding slower = engine("pytorch", CORRECT, SLOWER).findings().get(1);
        assertThat(slower.status()).isEqualTo(Status.WARNING);
        assertThat(slower.text()).contains("without oneDNN", LAYER);
        assertError(engine("onnxruntime", CORRECT, INCORRECT).findings().get(1), LAYER, "use the engine pytorch");
        assertError(engine("pytorch", INCORRECT).findings().get(1), LAYER, "train on another machine");
    }

    @Test
    void engine_thatCannotBeLoaded_isAnError() {
        EngineState state = new EngineState(
                "pytorch", Optional.empty(), Optional.empty(), 0, List.of(), Optional.of("no space left on device"));
        assertThat(state.findings()).hasSize(1);
        assertError(state.findings().get(0), "no space left on device", "libtorch");
    }

    @Test
    void arithmeticState_ofAProcess_isRefusedIfOneEngineIs() {
        Verdict correct = new Verdict("ONNX", "cpu", Optional.of("default"), Optional.empty());
        Verdict slower = new Verdict("PyTorch", "cpu", Optional.of("without oneDNN"), Optional.of(LAYER));
        Verdict refused = new Verdict("ONNX", "cpu", Optional.empty(), Optional.of(LAYER));
        assertThat(ArithmeticState.of(List.of())).isEqualTo(new ArithmeticState(false, "not checked yet"));
        assertThat(ArithmeticState.of(List.of(correct))).isEqualTo(new ArithmeticState(false, "correct"));
        assertThat(ArithmeticState.of(List.of(correct, slower)))
                .isEqualTo(new ArithmeticState(false, "correct with PyTorch without oneDNN"));
        ArithmeticState state = ArithmeticState.of(List.of(correct, refused));
        assertThat(state.refused()).isTrue();
        assertThat(state.text()).startsWith("incorrect: ").contains(LAYER);
    }

    @Test
    void gpu_thatNoEngineUses_isAWarning() throws IOException {
        Path driver = Files.createDirectories(folder.resolve("gpus"));
        Files.createDirectory(driver.resolve("0000:01:00.0"));
        assertThat(GpuState.installed(driver)).isEqualTo(1);
        assertThat(GpuState.installed(folder.resolve("absent"))).isZero();
        assertThat(new GpuState(1, List.of()).finding().status()).isEqualTo(Status.WARNING);
        assertThat(new GpuState(1, List.of("pytorch")).finding().text()).isEqualTo("used by pytorch");
    }

    @Test
    void ffmpeg_bundled_readsAndWritesWhatTheDocsPromise() {
        FfmpegState state = FfmpegState.here();
        assertThat(state.version().orElseThrow()).matches("\\d+\\.\\d+.*");
        assertThat(state.readsVideo()).contains("h264", "hevc", "av1", "vp9");
        assertThat(state.readsAudio()).contains("aac", "opus");
        assertThat(state.writes()).containsExactly("libopenh264", "aac");
        assertThat(state.findings()).allMatch(finding -> finding.status() == Status.OK);
    }

    @Test
    void ffmpeg_withoutAnEncoder_isAnError() {
        FfmpegBuild build = new FfmpegBuild(
                "8.0",
                List.of("h264"),
                List.of("aac"),
                List.of(),
                List.of("av1"),
                List.of("aac"),
                List.of("libopenh264"));
        List<Finding> findings = FfmpegState.of(build).findings();
        assertError(findings.get(0), "libopenh264", "bundled");
        assertThat(findings.get(findings.size() - 1).text()).contains("cannot read av1");
    }

    @Test
    void threads_setToNoNumber_areAWarning() {
        assertThat(new ThreadState(4, 2, Optional.of("2")).finding().status()).isEqualTo(Status.OK);
        assertThat(new ThreadState(4, 4, Optional.of("many")).finding().text()).contains("OMP_NUM_THREADS=many");
    }

    /** The whole, on this machine. */
    @Test
    void examine_thisMachine_hasAFindingPerTopicAndTellsItsSteps() throws IOException {
        List<String> steps = new ArrayList<>();
        ServiceState service = new ServiceState(
                Map.of("s3", "off"), List.of(home(folder)), List.of(Finding.error("service", "no port", "give one")));

        Diagnosis diagnosis = Doctor.examine(service, (what, fraction) -> steps.add(what));

        assertThat(diagnosis.findings())
                .extracting(Finding::name)
                .contains("version", "java", "processor", "threads", "onnxruntime", "arithmetic onnx")
                .contains("pytorch", "arithmetic pytorch", "gpu", "ffmpeg", "folder home", "model starter", "service");
        assertThat(diagnosis.status()).isEqualTo(Status.ERROR);
        assertThat(steps).contains("checking the arithmetic of pytorch");
        JsonNode json = new ObjectMapper().readTree(DiagnosisJson.text(diagnosis));
        assertThat(json.fieldNames())
                .toIterable()
                .containsExactly(
                        "version",
                        "status",
                        "findings",
                        "java",
                        "processor",
                        "threads",
                        "engines",
                        "gpu",
                        "ffmpeg",
                        "folders",
                        "models",
                        "service");
        assertThat(json.path("status").asText()).isEqualTo("error");
        JsonNode last = json.path("findings").path(diagnosis.findings().size() - 1);
        assertThat(last.toString())
                .isEqualTo("{\"name\":\"service\",\"status\":\"error\",\"text\":\"no port\",\"remedy\":\"give one\"}");
        assertThat(json.path("findings").path(0).has("remedy")).isFalse();
        assertThat(json.at("/processor/instruction_set").asText()).isNotEmpty();
        assertThat(json.at("/engines/0/arithmetic/0/correct").asBoolean()).isTrue();
        assertThat(ArithmeticState.ofProcess().refused()).isFalse();
        assertThat(Doctor.startupLine("starter", "onnxruntime", "cpu"))
                .contains("ONNX Runtime ", " on cpu with ", "arithmetic correct", "FFmpeg ", "model starter")
                .doesNotContain("\n");
    }
}
