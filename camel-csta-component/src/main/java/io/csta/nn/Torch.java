package io.csta.nn;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;

/** PyTorch in this process, through DJL. */
public final class Torch {

    private static final String NAME = "PyTorch";

    private Torch() {}

    private static final class Holder {
        static final Engine ENGINE = load();

        private static Engine load() {
            Engine engine = Engine.getEngine(NAME);
            TorchLibrary.silence();
            return engine;
        }
    }

    /** The engine; loads PyTorch's library on first use. */
    public static Engine engine() {
        return Holder.ENGINE;
    }

    /** The number of GPUs that it can use. */
    public static int gpus() {
        return engine().getGpuCount();
    }

    /** What DJL calls a device. */
    public static Device device(io.csta.nn.Device device) {
        return device.isGpu() ? Device.gpu(device.gpu()) : Device.cpu();
    }

    /** Owns arrays on a device. */
    public static NDManager manager(io.csta.nn.Device device) {
        engine();
        return NDManager.newBaseManager(device(device), NAME);
    }
}
