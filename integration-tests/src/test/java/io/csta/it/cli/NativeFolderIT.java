package io.csta.it.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.csta.it.service.Program;
import io.csta.testing.TestVideos;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The folder that users unpack runs from anywhere. */
@EnabledIf(value = "io.csta.it.service.Program#isNative", disabledReason = "it is built with the Maven profile native")
@EnabledOnOs(OS.LINUX)
class NativeFolderIT {

    private static final int TIMEOUT_MINUTES = 3;

    @TempDir
    Path folder;

    @BeforeEach
    void make() throws IOException {
        TestVideos.ofScenes(45, 45).size(96, 64).write(folder.resolve("clip.mp4"));
    }

    @Test
    void executable_onAReadOnlyDiskInAFolderWithSpaces_needsOnlyATemporaryFolder() throws Exception {
        for (String engine : List.of("onnxruntime", "pytorch")) {
            Csta.Result result = runOnReadOnlyDisks(
                    "-Djava.io.tmpdir=/dev/shm", "summarize", "clip.mp4", "--engine", engine, "-o", engine + ".mp4");
            assertThat(result.exit()).as(result.err()).isZero();
            SummaryFile.assertConsistent(folder.resolve(engine + ".mp4"));
        }
    }

    /** ONNX Runtime creates an empty folder in it. */
    @Test
    void executable_withoutATemporaryFolder_saysWhichOptionSetsOne() throws Exception {
        assertThat(runOnReadOnlyDisks("summarize", "clip.mp4", "--quiet")
                        .failed(1)
                        .err())
                .contains(
                        "nothing can be written to /tmp", "set another one with the Java option -Djava.io.tmpdir=DIR");
        assertThat(folder.resolve("clip.summary.mp4")).doesNotExist();
    }

    /** Neither the folder of the executable, nor the home folder, nor /tmp can be written. */
    private Csta.Result runOnReadOnlyDisks(String... arguments) throws Exception {
        assumeThat(run("unshare", "--user", "--map-root-user", "--mount", "true")
                        .exit())
                .as("exit status of unshare: user namespaces are required")
                .isZero();
        String script =
                """
                set -e
                mount --bind . /mnt && cd /mnt
                mkdir -p 'read only'
                mount --bind "$1" 'read only' && mount -o remount,bind,ro 'read only'
                shift
                for folder in /tmp /root; do mount -t tmpfs -o ro tmpfs $folder; done
                exec "/mnt/read only/csta" "$@"
                """;
        List<String> command = new ArrayList<>(List.of("unshare", "--user", "--map-root-user", "--mount", "sh", "-c"));
        command.addAll(List.of(script, "sh", Program.executable().getParent().toString()));
        command.addAll(List.of(arguments));
        return run(command.toArray(String[]::new));
    }

    @Test
    void executable_byASymbolicLinkInAnotherFolder_findsItsLibraries() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("csta-link"), Program.executable());
        Csta.Result result = run(link.toString(), "summarize", "clip.mp4");
        assertThat(result.exit()).as(result.err()).isZero();
        SummaryFile.assertConsistent(folder.resolve("clip.summary.mp4"));
    }

    @Test
    void executable_withoutTheFolderLib_saysSoInOneLine() throws Exception {
        Path alone = Files.copy(Program.executable(), folder.resolve("csta-alone"));
        for (String arguments : List.of(
                "summarize clip.mp4 --quiet", "summarize clip.mp4 --quiet --engine pytorch", "segment clip.mp4")) {
            Csta.Result result = run(Stream.concat(Stream.of(alone.toString()), Stream.of(arguments.split(" ")))
                    .toArray(String[]::new));
            assertThat(result.failed(1).err())
                    .contains(
                            folder.resolve("lib") + "/",
                            " does not exist; keep csta-alone together with the folder lib");
        }
        assertThat(folder.resolve("clip.summary.mp4")).doesNotExist();
    }

    @Test
    void archive_containsTheFolder_andRunsWhereItIsUnpacked() throws Exception {
        Path root = Program.executable().getParent();
        Path archive = root.resolveSibling("csta-native.tar.gz");
        Path unpacked = Files.createDirectory(folder.resolve("unpacked here"));
        run("tar", "xzf", archive.toString(), "-C", unpacked.toString()).succeeded();
        run(unpacked.resolve("csta-native/csta").toString(), "summarize", "clip.mp4", "--quiet")
                .succeeded();
        SummaryFile.assertConsistent(folder.resolve("clip.summary.mp4"));
        Csta.Result listing = run("tar", "tzf", archive.toString());
        try (Stream<Path> files = Files.walk(root)) {
            assertThat(listing.out().lines().filter(name -> !name.endsWith("/")))
                    .containsExactlyInAnyOrderElementsOf(files.filter(Files::isRegularFile)
                            .map(file -> root.getParent().relativize(file).toString())
                            .toList())
                    .contains("csta-native/csta", "csta-native/licenses/LGPL-3.0.txt");
        }
    }

    /** Runs a command in the folder, with no environment but the path. */
    private Csta.Result run(String... command) throws Exception {
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> !name.equals("PATH"));
        Process process = builder.start();
        try {
            assertThat(process.waitFor(TIMEOUT_MINUTES, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Csta.Result(
                process.exitValue(),
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }
}
