package io.csta.cli;

import io.csta.nn.engine.Device;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The device that runs networks. */
class DeviceOption {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    private String device = Device.AUTO;

    @Option(
            names = "--device",
            paramLabel = "DEVICE",
            defaultValue = Device.AUTO,
            description = "The device that runs networks: auto, cpu, gpu0, gpu1, … Default: ${DEFAULT-VALUE}.")
    void device(String name) {
        if (!Device.isName(name)) {
            throw new ParameterException(
                    spec.commandLine(), "unknown device %s; use auto, cpu, gpu0, gpu1, …".formatted(name));
        }
        device = name;
    }

    /** The name of the device. */
    final String deviceName() {
        return device;
    }

    /** The command that these options belong to. */
    final CommandSpec spec() {
        return spec;
    }
}
