package io.csta.cli;

import io.csta.nn.engine.Device;
import io.csta.nn.engine.Engine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The library and the device that run trained networks. */
class EngineOption extends DeviceOption {

    private Engine engine = Engine.ONNX_RUNTIME;

    @Option(
            names = "--engine",
            paramLabel = "ENGINE",
            defaultValue = "onnxruntime",
            description = "The library that runs networks: onnxruntime or pytorch. Default: ${DEFAULT-VALUE}.")
    void engine(String word) {
        if (!Engine.isName(word)) {
            throw new ParameterException(
                    spec().commandLine(), "unknown engine %s; available engines: %s".formatted(word, Engine.words()));
        }
        engine = Engine.named(word);
    }

    /**
     * The device.
     *
     * @throws io.csta.nn.engine.UnknownDeviceException if the engine finds no such device on this machine
     */
    final Device device() {
        return Device.named(deviceName(), engine);
    }
}
