package io.csta.diagnosis;

import io.csta.CstaException;
import io.csta.video.FfmpegBuild;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * FFmpeg.
 *
 * @param version its version; empty if it cannot be used
 * @param readsVideo video codecs that are read, by FFmpeg's names
 * @param readsAudio audio codecs that are read
 * @param added codecs among the allowed ones that {@code CSTA_DECODERS} or {@code csta.decoders} adds
 * @param unreadable allowed codecs that this build cannot read
 * @param writes encoders that summaries are written with
 * @param missing encoders that summaries need and this build lacks
 * @param failure why it cannot be used
 */
public record FfmpegState(
        Optional<String> version,
        List<String> readsVideo,
        List<String> readsAudio,
        List<String> added,
        List<String> unreadable,
        List<String> writes,
        List<String> missing,
        Optional<String> failure) {

    private static final String NAME = "ffmpeg";

    static FfmpegState here() {
        try {
            return of(FfmpegBuild.here());
        } catch (CstaException | LinkageError e) {
            return failed(e);
        }
    }

    static FfmpegState of(FfmpegBuild build) {
        return new FfmpegState(
                Optional.of(build.version()),
                build.video(),
                build.audio(),
                build.added(),
                build.undecodable(),
                build.encoders(),
                build.missingEncoders(),
                Optional.empty());
    }

    private static FfmpegState failed(Throwable failure) {
        return new FfmpegState(
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.of(Failures.message(failure)));
    }

    List<Finding> findings() {
        if (failure.isPresent()) {
            return List.of(Finding.error(
                    NAME,
                    failure.get(),
                    "videos cannot be read: correct CSTA_DECODERS or csta.decoders if it is named"
                            + " here, otherwise install Camel CSTA again for this platform"));
        }
        List<Finding> findings = new ArrayList<>();
        findings.add(
                missing.isEmpty()
                        ? Finding.ok(
                                NAME,
                                "%s, writes MP4 with %s".formatted(version.orElse("?"), String.join(" and ", writes)))
                        : Finding.error(
                                NAME,
                                "%s lacks the encoders %s".formatted(version.orElse("?"), String.join(", ", missing)),
                                "use the bundled FFmpeg"));
        findings.add(Finding.ok("video codecs", "reads " + String.join(", ", readsVideo)));
        findings.add(Finding.ok("audio codecs", "reads " + String.join(", ", readsAudio)));
        if (!added.isEmpty()) {
            findings.add(Finding.warning(
                    "added codecs",
                    "also reads " + String.join(", ", added),
                    "remove them from CSTA_DECODERS or csta.decoders if videos come from people you do not trust"));
        }
        if (!unreadable.isEmpty()) {
            findings.add(Finding.warning(
                    "missing codecs",
                    "this build of FFmpeg cannot read " + String.join(", ", unreadable),
                    "use the bundled FFmpeg, and remove codecs without a decoder from CSTA_DECODERS"));
        }
        return findings;
    }
}
