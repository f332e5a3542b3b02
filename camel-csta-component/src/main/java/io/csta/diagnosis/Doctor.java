package io.csta.diagnosis;

import io.csta.CstaException;
import io.csta.CstaHome;
import io.csta.CstaVersion;
import io.csta.model.ModelCard;
import io.csta.model.ModelStore;
import io.csta.nn.engine.Device;
import io.csta.nn.engine.Engine;
import io.csta.nn.engine.Torch;
import io.csta.onnx.OnnxRuntime;
import io.csta.video.FfmpegBuild;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Examines this machine. Loads both engines and FFmpeg, so the first examination takes some seconds. */
public final class Doctor {

    private Doctor() {}

    /**
     * Examines everything.
     *
     * @throws io.csta.CancelledException if the thread is interrupted
     */
    public static Diagnosis examine(ServiceState service, DiagnosisListener listener) {
        listener.update("checking Java and the processor", 0);
        JavaState java = JavaState.here();
        ProcessorState processor = ProcessorState.here();
        ThreadState threads = ThreadState.here();
        List<EngineState> engines = new ArrayList<>();
        ModelCard defaultModel = ModelStore.ofUser().card(ModelStore.DEFAULT);
        for (Engine engine : Engine.values()) {
            listener.update("checking the arithmetic of " + engine.word(), 0.1 + 0.3 * engines.size());
            engines.add(EngineState.of(engine, defaultModel));
        }
        GpuState gpu = GpuState.of(engines);
        listener.update("checking FFmpeg", 0.7);
        FfmpegState ffmpeg = FfmpegState.here();
        listener.update("checking folders", 0.8);
        List<FolderState> folders = Stream.concat(folders().stream(), service.folders().stream())
                .map(FolderState::of)
                .toList();
        listener.update("checking models", 0.9);
        List<ModelState> models = ModelState.of(ModelStore.ofUser());

        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.ok("version", "Camel CSTA " + CstaVersion.text()));
        findings.add(java.finding());
        findings.add(processor.finding());
        findings.add(threads.finding());
        engines.forEach(engine -> findings.addAll(engine.findings()));
        findings.add(gpu.finding());
        findings.addAll(ffmpeg.findings());
        folders.forEach(folder -> findings.add(folder.finding()));
        models.forEach(model -> findings.add(model.finding()));
        findings.addAll(service.findings());
        return new Diagnosis(
                CstaVersion.text(),
                List.copyOf(findings),
                java,
                processor,
                threads,
                List.copyOf(engines),
                gpu,
                ffmpeg,
                folders,
                models,
                service.settings());
    }

    /** The folders that every command uses. */
    private static List<Folder> folders() {
        List<Folder> folders = new ArrayList<>(List.of(
                new Folder("home", CstaHome.path(), true, "CSTA_HOME"),
                new Folder("temp", Path.of(System.getProperty("java.io.tmpdir")), true, "-Djava.io.tmpdir")));
        // Not required: once libtorch is unpacked there, the folder is only read.
        Torch.cacheFolder().ifPresent(path -> folders.add(new Folder("libtorch", path, false, "DJL_CACHE_DIR")));
        return folders;
    }

    /**
     * Versions and settings in one line, for logs. Runs no checks, but reports those that this process has run.
     *
     * @param model the model in use
     * @param engine the library that runs networks, as in the option
     * @param device the device that runs networks, as in the option
     */
    public static String startupLine(String model, String engine, String device) {
        return "Camel CSTA %s: Java %s, %s, arithmetic %s, FFmpeg %s, model %s"
                .formatted(
                        CstaVersion.text(),
                        System.getProperty("java.version"),
                        engine(engine, device),
                        ArithmeticState.ofProcess().text(),
                        ffmpeg(),
                        model);
    }

    private static String engine(String word, String device) {
        try {
            Engine engine = Engine.named(word);
            String version =
                    engine == Engine.PYTORCH ? "PyTorch " + Torch.version() : "ONNX Runtime " + OnnxRuntime.version();
            int threads = OnnxRuntime.threads();
            return "%s on %s with %d %s"
                    .formatted(
                            version, Device.named(device, engine).name(), threads, threads == 1 ? "thread" : "threads");
        } catch (CstaException e) {
            return "no engine (%s)".formatted(Failures.message(e));
        }
    }

    private static String ffmpeg() {
        try {
            return FfmpegBuild.here().version();
        } catch (CstaException | LinkageError e) {
            return "unusable (%s)".formatted(Failures.message(e));
        }
    }
}
