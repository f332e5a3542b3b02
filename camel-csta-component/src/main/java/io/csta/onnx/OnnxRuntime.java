package io.csta.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import io.csta.NativeExecutable;
import io.csta.OutputFile;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import java.nio.file.FileSystemException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** ONNX Runtime in this process: its version, its threads, and the GPUs that it can use. */
public final class OnnxRuntime {

    private static final String THREADS = "OMP_NUM_THREADS";
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,3}");
    private static final int MOST_THREADS_PER_PROCESSOR = 4;
    private static final int MOST_GPUS = 64;

    private static final OrtLoggingLevel LEVEL = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL;
    private static final String NAME = "csta";
    private static final Logger LOG = LoggerFactory.getLogger(OnnxRuntime.class);

    private static volatile @Nullable String failure;

    private OnnxRuntime() {}

    private static final class Holder {
        static final OrtEnvironment ENVIRONMENT = create();

        private static OrtEnvironment create() {
            NativeLibrary.prepare();
            OrtEnvironment environment = OrtEnvironment.getEnvironment(LEVEL, NAME);
            retain();
            return environment;
        }

        /**
         * Keeps the native environment until the process ends. ONNX Runtime releases it in a shutdown hook while other
         * threads may still compute, which aborts the process. The environment counts its references, and creating it again adds
         * one; its Java class has no method for that.
         */
        private static void retain() {
            try {
                Field api = Class.forName("ai.onnxruntime.OnnxRuntime").getDeclaredField("ortApiHandle");
                Method create =
                        OrtEnvironment.class.getDeclaredMethod("createHandle", long.class, int.class, String.class);
                api.setAccessible(true);
                create.setAccessible(true);
                create.invoke(null, api.getLong(null), LEVEL.getValue(), NAME);
            } catch (ReflectiveOperationException | InaccessibleObjectException e) {
                LOG.debug("the environment of ONNX Runtime cannot be retained", e); // another version
            }
        }
    }

    static OrtEnvironment environment() {
        try {
            NativeExecutable.requireLibraries("onnxruntime");
            return Holder.ENVIRONMENT;
        } catch (LinkageError e) {
            if (failure == null) { // later attempts give no reason
                failure = reason(e);
            }
            throw new InferenceException(
                    "the native library of ONNX Runtime cannot be loaded: %s, or choose the engine pytorch"
                            .formatted(failure),
                    e);
        }
    }

    /** What is wrong, and what to do. */
    static String reason(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof FileSystemException failed) { // it creates a temporary folder
                return "nothing can be written to %s (%s); set another one with the Java option -Djava.io.tmpdir=DIR"
                        .formatted(System.getProperty("java.io.tmpdir"), OutputFile.reason(failed));
            }
        }
        String reason = String.valueOf(failure.getCause() == null ? failure.getMessage() : failure.getCause());
        return NativeExecutable.isRunning()
                ? reason + "; unpack or build the executable and its folder lib again"
                : reason + "; delete the folder native in CSTA_HOME, which may be damaged";
    }

    /** The version of the native library. */
    public static String version() {
        return environment().getVersion();
    }

    /** The threads per network: {@code OMP_NUM_THREADS}, at most four per processor. Default: one per processor. */
    public static int threads() {
        return threads(System.getenv(THREADS), Runtime.getRuntime().availableProcessors());
    }

    static int threads(@Nullable String configured, int processors) {
        return configured != null && NUMBER.matcher(configured).matches()
                ? Math.min(Integer.parseInt(configured), MOST_THREADS_PER_PROCESSOR * processors)
                : processors;
    }

    /** The number of GPUs that it can use; 0 unless its CUDA library, CUDA and the driver are installed. */
    public static int gpus() {
        environment();
        if (!OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA)) {
            return 0;
        }
        int gpus = 0;
        while (gpus < MOST_GPUS && canUse(gpus)) {
            gpus++;
        }
        return gpus;
    }

    private static boolean canUse(int gpu) {
        try (OrtCUDAProviderOptions cuda = new OrtCUDAProviderOptions(gpu);
                SessionOptions options = new SessionOptions()) {
            options.addCUDA(cuda);
            return true;
        } catch (OrtException e) {
            return false;
        }
    }
}
