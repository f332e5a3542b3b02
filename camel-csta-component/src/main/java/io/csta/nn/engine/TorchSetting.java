package io.csta.nn.engine;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Ways in which PyTorch can compute convolutions on a CPU, the fastest first. One applies to the whole process. */
public enum TorchSetting {
    /** PyTorch's default, which is oneDNN for most convolutions. */
    DEFAULT("default"),
    /**
     * oneDNN, with the input channels of windows larger than 1x1 padded with zeros to a multiple of 16. The kernels that were
     * found to be incorrect are those for other numbers of channels.
     */
    PADDED_CHANNELS("with channels padded to multiples of 16"),
    /** PyTorch's native kernels. */
    WITHOUT_ONEDNN("without oneDNN");

    private static volatile TorchSetting current = DEFAULT;

    private final String text;

    TorchSetting(String text) {
        this.text = text;
    }

    /** Its name in reports and files. */
    public String text() {
        return text;
    }

    /** The names of all settings, the fastest first. */
    public static List<String> texts() {
        return Arrays.stream(values()).map(TorchSetting::text).toList();
    }

    /** The setting of this name, if there is one. */
    public static Optional<TorchSetting> of(String text) {
        return Arrays.stream(values())
                .filter(setting -> setting.text.equals(text))
                .findFirst();
    }

    /** The current setting of the process. */
    public static TorchSetting current() {
        return current;
    }

    /** Applies this setting to the process; returns whether that is possible here. */
    public boolean use() {
        boolean possible = TorchLibrary.setOneDnn(this != WITHOUT_ONEDNN) || this != WITHOUT_ONEDNN;
        if (possible) {
            current = this;
        }
        return possible;
    }
}
