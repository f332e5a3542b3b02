package io.csta.cli;

import io.csta.nn.Devices;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where networks compute. */
class DeviceOption {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    private String device = Devices.AUTO;

    @Option(
            names = "--device",
            paramLabel = "DEVICE",
            defaultValue = Devices.AUTO,
            description = "Where networks compute: auto, cpu, gpu0, gpu1, … Default: ${DEFAULT-VALUE}.")
    void device(String name) {
        if (!Devices.isName(name)) {
            throw new ParameterException(
                    spec.commandLine(), "--device %s is none: give auto, cpu or gpu0".formatted(name));
        }
        device = name;
    }

    /** The name of the device. */
    final String device() {
        return device;
    }

    /** The command that these options belong to. */
    final CommandSpec spec() {
        return spec;
    }
}
