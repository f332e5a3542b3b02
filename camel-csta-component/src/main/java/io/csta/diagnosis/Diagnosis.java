package io.csta.diagnosis;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The result of examining this machine.
 *
 * @param version the version of Camel CSTA
 * @param findings one per topic, with a remedy if something does not work
 * @param java the Java runtime
 * @param processor the processor
 * @param threads the threads that run networks
 * @param engines the libraries that run networks, the default first
 * @param gpu the GPUs
 * @param ffmpeg the build of FFmpeg
 * @param folders the folders that are written to
 * @param models the installed models
 * @param service the settings of the service, by name
 */
public record Diagnosis(
        String version,
        List<Finding> findings,
        JavaState java,
        ProcessorState processor,
        ThreadState threads,
        List<EngineState> engines,
        GpuState gpu,
        FfmpegState ffmpeg,
        List<FolderState> folders,
        List<ModelState> models,
        Map<String, String> service) {

    /** The worst status of a finding. */
    public Finding.Status status() {
        return findings.stream()
                .map(Finding::status)
                .max(Comparator.naturalOrder())
                .orElse(Finding.Status.OK);
    }
}
