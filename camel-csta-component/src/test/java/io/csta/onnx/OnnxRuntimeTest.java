package io.csta.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.FileSystemException;
import org.junit.jupiter.api.Test;

class OnnxRuntimeTest {

    @Test
    void reason_ofAReadOnlyTemporaryFolder_namesItAndTheOption() {
        Throwable readOnly = new ExceptionInInitializerError(new RuntimeException(
                "Failed to load onnx-runtime library",
                new FileSystemException("/tmp/x", null, "Read-only file system")));
        assertThat(OnnxRuntime.reason(readOnly))
                .startsWith("nothing can be written to %s (".formatted(System.getProperty("java.io.tmpdir")))
                .contains("Read-only file system", "set another one with the Java option -Djava.io.tmpdir=DIR");
    }

    @Test
    void reason_ofADamagedLibrary_namesTheFolderThatContainsIt() {
        Throwable damaged = new UnsatisfiedLinkError("libonnxruntime.so: invalid ELF header");
        assertThat(OnnxRuntime.reason(damaged)).contains("invalid ELF header", "delete the folder native in CSTA_HOME");
    }
}
