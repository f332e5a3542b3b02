package io.csta.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.csta.it.service.Program;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIf;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher in a separate checkout, around the packaged program, with a fake Maven that records its calls. */
@DisabledOnOs(OS.WINDOWS)
@DisabledIf(
        value = "io.csta.it.service.Program#isNative",
        disabledReason = "the launcher is tested with the program for JVMs")
class LauncherIT {

    @TempDir
    Path folder;

    private Path checkout;
    private Path jar;

    @BeforeEach
    void checkOut() throws IOException {
        checkout = Files.createDirectories(folder.resolve("a checkout"));
        for (String module : new String[] {"camel-csta-component", "quarkus-app"}) {
            Files.createDirectories(checkout.resolve(module).resolve("src/main"));
            age(Files.createFile(checkout.resolve(module).resolve("pom.xml")));
            age(checkout.resolve(module).resolve("src/main"));
        }
        age(Files.createFile(checkout.resolve("pom.xml")));
        Files.copy(Path.of(System.getProperty("csta.launcher")), checkout.resolve("csta"));
        makeExecutable(checkout.resolve("csta"));
        Path target = Files.createDirectories(checkout.resolve("quarkus-app/target/quarkus-app"));
        Path packaged = Program.jar().getParent();
        for (String part : new String[] {"app", "lib", "quarkus"}) {
            Files.createSymbolicLink(target.resolve(part), packaged.resolve(part));
        }
        jar = Files.copy(packaged.resolve("quarkus-run.jar"), target.resolve("quarkus-run.jar"));
        Path bin = Files.createDirectories(folder.resolve("bin"));
        maven(bin, "exit 0");
    }

    @Test
    void csta_afterAFreshBuild_runsFromAnyFolderWithoutBuilding() throws Exception {
        Csta.Result result = run("--version").succeeded();
        assertThat(result.out()).startsWith("csta ");
        assertThat(result.err()).isEmpty();
        assertThat(built()).isZero();
        assertThat(run("summarize", "gone.mp4").failed(1).err()).contains("gone.mp4");
    }

    /** {@code script}, part of util-linux, runs the launcher in a terminal. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void csta_inATerminal_showsASignOfLifeUntilThereIsOutput() throws Exception {
        assertThat(inTerminal("--version").out()).startsWith("csta: starting...\r\r\u001b[Kcsta ");
        assertThat(inTerminal("summarize gone.mp4 --quiet").out()).startsWith("csta: gone.mp4: no such file");
    }

    private Csta.Result inTerminal(String arguments) throws Exception {
        String command = "'%s' %s".formatted(checkout.resolve("csta"), arguments);
        return end(start(List.of("script", "-qec", command, "/dev/null")));
    }

    @Test
    void csta_afterASourceChanged_buildsOnceAndSaysSoInOneLine() throws Exception {
        outdate(jar);
        Path source = Files.createFile(checkout.resolve("camel-csta-component/src/main/New.java"));
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().minusSeconds(60)));

        Csta.Result result = run("--version").succeeded();

        assertThat(result.out()).startsWith("csta ");
        assertThat(result.err().lines()).hasSize(1).allMatch(line -> line.startsWith("csta: building"));
        assertThat(run("--version").succeeded().err()).isEmpty();
        assertThat(built()).isEqualTo(1);
        assertThat(Csta.listing(checkout.resolve(".csta"))).containsExactly("build.log");
    }

    @Test
    void csta_startedTwiceWhileStale_buildsOnce() throws Exception {
        outdate(jar);
        maven(folder.resolve("bin"), "sleep 1");
        Process first = start("--version");
        Process second = start("--version");
        assertThat(end(first).succeeded().out()).startsWith("csta ");
        assertThat(end(second).succeeded().out()).startsWith("csta ");
        assertThat(built()).isEqualTo(1);
    }

    @Test
    void csta_whoseBuildFails_saysWhyInOneLineAndTriesAgain() throws Exception {
        outdate(jar);
        maven(folder.resolve("bin"), "echo '[ERROR] no such luck'; exit 1");
        for (int i = 1; i <= 2; i++) {
            Csta.Result result = run("--version");
            assertThat(result.exit()).isEqualTo(1);
            assertThat(result.out()).isEmpty();
            assertThat(result.err().lines()).hasSize(2);
            assertThat(result.err()).contains("no such luck", "build.log");
            assertThat(built()).isEqualTo(i);
        }
    }

    @Test
    void csta_withANativeExecutable_runsItUnlessItIsOlderThanTheSources() throws Exception {
        Path executable = checkout.resolve("quarkus-app/target/csta-native/csta");
        Files.createDirectories(executable.getParent());
        Files.writeString(executable, "#!/bin/sh\necho native \"$@\"\n");
        makeExecutable(executable);

        assertThat(run("model", "list").succeeded().out()).isEqualTo("native model list\n");

        outdate(executable);
        assertThat(run("--version").succeeded().out()).startsWith("csta ");
    }

    private long built() throws IOException {
        Path notes = folder.resolve("maven-notes");
        return Files.exists(notes) ? Files.readAllLines(notes).size() : 0;
    }

    private void maven(Path bin, String deed) throws IOException {
        Path script = bin.resolve("mvn");
        Files.writeString(
                script, "#!/bin/sh\necho \"$*\" >> '%s'\n%s\n".formatted(folder.resolve("maven-notes"), deed));
        makeExecutable(script);
    }

    private static void makeExecutable(Path script) throws IOException {
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void age(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(3600)));
    }

    private static void outdate(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(7200)));
    }

    private Csta.Result run(String... arguments) throws Exception {
        return end(start(arguments));
    }

    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(checkout.resolve("csta").toString()));
        command.addAll(List.of(arguments));
        return start(command);
    }

    private Process start(List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.directory(Files.createDirectories(folder.resolve("elsewhere")).toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("CSTA_"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().merge("PATH", folder.resolve("bin").toString(), (path, bin) -> bin + ":" + path);
        return builder.start();
    }

    private static Csta.Result end(Process process) throws Exception {
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return new Csta.Result(process.exitValue(), out, err);
    }
}
