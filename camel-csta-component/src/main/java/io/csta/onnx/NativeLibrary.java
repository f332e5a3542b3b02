package io.csta.onnx;

import ai.onnxruntime.OrtEnvironment;
import io.csta.CstaHome;
import io.csta.NativeExecutable;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * Keeps ONNX Runtime's native library unpacked in {@code $CSTA_HOME/native}.
 *
 * <p>ONNX Runtime itself unpacks it to a temporary folder at every start, and leaves it there if the process is killed. Its
 * CUDA edition still does so, because the library searches its own folder for the libraries of its providers.
 */
final class NativeLibrary {

    private static final String FOLDER_PROPERTY = "onnxruntime.native.path";
    private static final String RESOURCES = "/ai/onnxruntime/native/";

    private NativeLibrary() {}

    /**
     * Unpacks the library, unless it is already unpacked, or is beside a native executable, or a system property says where
     * it is.
     */
    static void prepare() {
        if (System.getProperty(FOLDER_PROPERTY) != null) {
            return;
        }
        Optional<Path> beside = NativeExecutable.libraries("onnxruntime");
        if (beside.isPresent()) {
            System.setProperty(FOLDER_PROPERTY, beside.get().toString());
            return;
        }
        String platform = platform();
        if (hasProviders(platform)) {
            return;
        }
        String version = OrtEnvironment.class.getPackage().getImplementationVersion();
        Path folder = CstaHome.path()
                .resolve("native")
                .resolve("onnxruntime-%s-%s".formatted(version == null ? "bundled" : version, platform));
        try {
            boolean complete = unpack(platform, System.mapLibraryName("onnxruntime"), folder)
                    && unpack(platform, System.mapLibraryName("onnxruntime4j_jni"), folder);
            if (complete) {
                System.setProperty(FOLDER_PROPERTY, folder.toString());
            }
        } catch (IOException e) {
            // The home folder is not writable: ONNX Runtime unpacks its library to a temporary folder.
            return;
        }
    }

    /** Whether this is the CUDA edition. */
    private static boolean hasProviders(String platform) {
        String library = System.mapLibraryName("onnxruntime_providers_cuda");
        return OrtEnvironment.class.getResource(RESOURCES + platform + "/" + library) != null;
    }

    /** Unpacks a library unless it is up to date; returns whether it exists for this platform. */
    private static boolean unpack(String platform, String name, Path folder) throws IOException {
        URL resource = OrtEnvironment.class.getResource(RESOURCES + platform + "/" + name);
        if (resource == null) {
            return false;
        }
        URLConnection connection = resource.openConnection();
        Path file = folder.resolve(name);
        try (InputStream stream = connection.getInputStream()) {
            if (Files.isRegularFile(file) && isSame(file, connection)) {
                return true;
            }
            Files.createDirectories(folder);
            Path part = Files.createTempFile(folder, name, ".part");
            try {
                Files.copy(stream, part, StandardCopyOption.REPLACE_EXISTING);
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(part);
            }
        }
        return true;
    }

    /** Whether the file equals the resource; a file that was damaged, for example by a full disk, is replaced. */
    private static boolean isSame(Path file, URLConnection resource) throws IOException {
        if (Files.size(file) != resource.getContentLengthLong()) {
            return false;
        }
        if (!(resource instanceof JarURLConnection jar)) {
            return true;
        }
        CRC32 checksum = new CRC32();
        try (InputStream stream = Files.newInputStream(file)) {
            byte[] block = new byte[1 << 16];
            for (int read = stream.read(block); read >= 0; read = stream.read(block)) {
                checksum.update(block, 0, read);
            }
        }
        return checksum.getValue() == jar.getJarEntry().getCrc();
    }

    /** ONNX Runtime's name of this platform. */
    private static String platform() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String processor = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        String os = system.startsWith("windows") ? "win" : system.startsWith("mac") ? "osx" : "linux";
        boolean arm = processor.equals("aarch64") || processor.equals("arm64");
        return os + "-" + (arm ? "aarch64" : "x64");
    }
}
