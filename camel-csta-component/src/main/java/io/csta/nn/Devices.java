package io.csta.nn;

import ai.djl.Device;
import ai.djl.engine.Engine;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where networks compute: {@code auto}, {@code cpu}, or {@code gpu0}, {@code gpu1}, … */
public final class Devices {

    /** The first GPU that PyTorch sees, or the CPU. */
    public static final String AUTO = "auto";

    private static final String ENGINE = "PyTorch";
    private static final Pattern GPU = Pattern.compile("gpu([0-9]{1,3})");

    private Devices() {}

    /** Whether this is a way to name a device, whether or not this machine has it. */
    public static boolean isName(String name) {
        return name.equals(AUTO) || name.equals("cpu") || GPU.matcher(name).matches();
    }

    /**
     * The device of this name.
     *
     * @throws UnknownDeviceException if the name is none, or this machine or its PyTorch has no such device
     */
    public static Device named(String name) {
        int gpus = name.equals("cpu") ? 0 : Engine.getEngine(ENGINE).getGpuCount();
        if (name.equals(AUTO)) {
            return gpus > 0 ? Device.gpu(0) : Device.cpu();
        }
        if (name.equals("cpu")) {
            return Device.cpu();
        }
        Matcher gpu = GPU.matcher(name);
        if (!gpu.matches()) {
            throw new UnknownDeviceException("no device is called %s: use auto, cpu or gpu0".formatted(name));
        }
        int index = Integer.parseInt(gpu.group(1));
        if (index >= gpus) {
            throw new UnknownDeviceException("PyTorch sees %s here, so there is no %s: use cpu"
                    .formatted(gpus == 0 ? "no GPU" : gpus + " GPUs", name));
        }
        return Device.gpu(index);
    }

    /** The name of a device, as {@link #named} takes it. */
    public static String name(Device device) {
        return device.isGpu() ? "gpu" + device.getDeviceId() : "cpu";
    }
}
