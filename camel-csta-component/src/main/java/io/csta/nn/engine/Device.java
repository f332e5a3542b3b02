package io.csta.nn.engine;

import io.csta.onnx.OnnxRuntime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Where networks run: on the CPU, or on one of the machine's GPUs.
 *
 * @param engine the library that runs them
 * @param gpu the number of the GPU, from 0; negative for the CPU
 */
public record Device(Engine engine, int gpu) {

    /** The name for the first GPU that the engine can use, or the CPU if there is none. */
    public static final String AUTO = "auto";

    private static final String CPU = "cpu";
    private static final int NO_GPU = -1;
    private static final Pattern GPU = Pattern.compile("gpu([0-9]{1,3})");

    /** The CPU, with the default engine. */
    public static Device cpu() {
        return cpu(Engine.ONNX_RUNTIME);
    }

    /** The CPU. */
    public static Device cpu(Engine engine) {
        return new Device(engine, NO_GPU);
    }

    /** Whether this is a valid device name, even if this machine has no such device. */
    public static boolean isName(String name) {
        return name.equals(AUTO) || name.equals(CPU) || GPU.matcher(name).matches();
    }

    /**
     * The device of this name, with the default engine.
     *
     * @param name {@code auto}, {@code cpu}, {@code gpu0}, {@code gpu1}, …
     * @throws UnknownDeviceException if the engine finds no such device
     */
    public static Device named(String name) {
        return named(name, Engine.ONNX_RUNTIME);
    }

    /**
     * The device of this name.
     *
     * @param name {@code auto}, {@code cpu}, {@code gpu0}, {@code gpu1}, …
     * @throws UnknownDeviceException if the engine finds no such device
     */
    public static Device named(String name, Engine engine) {
        if (name.equals(CPU)) {
            return cpu(engine);
        }
        int gpus = gpus(engine);
        if (name.equals(AUTO)) {
            return gpus > 0 ? new Device(engine, 0) : cpu(engine);
        }
        Matcher gpu = GPU.matcher(name);
        int index = gpu.matches() ? Integer.parseInt(gpu.group(1)) : gpus;
        if (index >= gpus) {
            throw new UnknownDeviceException(
                    "unknown device %s; available devices: %s".formatted(name, available(gpus)));
        }
        return new Device(engine, index);
    }

    /** The number of GPUs that an engine can use on this machine. */
    public static int gpus(Engine engine) {
        return switch (engine) {
            case ONNX_RUNTIME -> OnnxRuntime.gpus();
            case PYTORCH -> Torch.gpus();
        };
    }

    private static String available(int gpus) {
        String all = IntStream.range(0, gpus).mapToObj(gpu -> ", gpu" + gpu).collect(Collectors.joining());
        return CPU + all;
    }

    /** Whether this is a GPU. */
    public boolean isGpu() {
        return gpu > NO_GPU;
    }

    /** Its name, as {@link #named(String)} takes it. */
    public String name() {
        return isGpu() ? "gpu" + gpu : CPU;
    }
}
