package io.csta.nn.engine;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.util.Utils;
import io.csta.NativeExecutable;
import java.nio.file.Path;
import java.util.Optional;

/** PyTorch in this process, through DJL. */
public final class Torch {

    private static final String NAME = "PyTorch";
    private static final String OPT_OUT = "OPT_OUT_TRACKING";
    private static final String LIBRARIES = "PYTORCH_LIBRARY_PATH";
    private static final String JNA_LIBRARY = "jna.boot.library.path";

    private Torch() {}

    private static final class Holder {
        static final Engine ENGINE = create();

        private static Engine create() {
            if (Utils.getEnvOrSystemProperty(OPT_OUT) == null) {
                System.setProperty(OPT_OUT, "true"); // otherwise DJL sends usage statistics
            }
            NativeExecutable.libraries("torch").ifPresent(folder -> System.setProperty(LIBRARIES, folder.toString()));
            NativeExecutable.libraries("jna").ifPresent(folder -> System.setProperty(JNA_LIBRARY, folder.toString()));
            Engine engine = Engine.getEngine(NAME);
            TorchLibrary.silence();
            TorchLibrary.useFullPrecision();
            return engine;
        }
    }

    /** The engine; loads PyTorch's library on first use. */
    public static Engine engine() {
        NativeExecutable.requireLibraries("torch", "jna");
        return Holder.ENGINE;
    }

    /** The version of PyTorch; loads its library. */
    public static String version() {
        return engine().getVersion();
    }

    /** The folder to which its library is unpacked on first use, if it is unpacked; it may not exist yet. */
    public static Optional<Path> cacheFolder() {
        return NativeExecutable.isRunning() ? Optional.empty() : Optional.of(Utils.getEngineCacheDir());
    }

    /** The number of GPUs that PyTorch can use. */
    public static int gpus() {
        return engine().getGpuCount();
    }

    /** DJL's object for a device. */
    public static Device device(io.csta.nn.engine.Device device) {
        return device.isGpu() ? Device.gpu(device.gpu()) : Device.cpu();
    }

    /** A new manager that owns arrays on a device, to be closed. */
    public static NDManager manager(io.csta.nn.engine.Device device) {
        engine();
        return NDManager.newBaseManager(device(device), NAME);
    }
}
