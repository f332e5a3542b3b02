package io.csta.it.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.csta.it.service.SharedHome;
import io.csta.testing.TestVideos;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** A native Camel Quarkus application that has no metadata for the component. */
@EnabledIf(value = "isBuilt", disabledReason = "it is built with the Maven profiles native and native-example")
class NativeExampleIT {

    private static final int TIMEOUT_MINUTES = 3;

    @TempDir
    Path folder;

    static boolean isBuilt() {
        return Files.isRegularFile(Path.of(System.getProperty("csta.example", "")));
    }

    @Test
    void application_withTheComponentsJar_summarizes() throws Exception {
        TestVideos.ofScenes(45, 45)
                .size(96, 64)
                .write(Files.createDirectories(folder.resolve("videos")).resolve("clip.mp4"));
        File log = folder.resolve("log").toFile();
        ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("csta.example"))
                        .toAbsolutePath()
                        .toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log);
        builder.environment().put("CSTA_HOME", SharedHome.path().toString());
        Process process = builder.start();
        try {
            assertThat(process.waitFor(TIMEOUT_MINUTES, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(log).content().contains("summarized clip.mp4").doesNotContain("ERROR");
        assertThat(folder.resolve("summaries")).isDirectoryContaining("glob:**/clip.summary.{mp4,json}");
        assertThat(process.exitValue()).isZero();
    }
}
