package io.csta.diagnosis;

import io.csta.CstaException;
import io.csta.video.FfmpegBuild;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The build of FFmpeg.
 *
 * @param version its version; empty if it cannot be used
 * @param readsVideo the video codecs that can be read, by FFmpeg's names
 * @param readsAudio the audio codecs that can be read
 * @param added the codecs that {@code CSTA_DECODERS} or {@code csta.decoders} allows in addition
 * @param unreadable allowed codecs that this build cannot read
 * @param writes the encoders that are used for summaries
 * @param missing the encoders that summaries need and this build lacks
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
                    "videos cannot be read; if the message names CSTA_DECODERS or csta.decoders, correct it,"
                            + " otherwise reinstall Camel CSTA for this platform"));
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
                    "remove them from CSTA_DECODERS or csta.decoders if you do not trust the sources of your videos"));
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
