package io.csta.diagnosis;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * What was found on this machine.
 *
 * @param version of Camel CSTA
 * @param findings one per topic, with what to do if something does not work
 * @param java the Java runtime
 * @param processor the processor
 * @param threads threads that compute
 * @param engines the libraries that compute networks, the default first
 * @param gpu the GPUs
 * @param ffmpeg the build of FFmpeg
 * @param folders that are written to
 * @param models that are installed
 * @param service what is switched on in the service, by name
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
