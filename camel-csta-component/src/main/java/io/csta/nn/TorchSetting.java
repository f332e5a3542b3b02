package io.csta.nn;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Ways in which PyTorch can compute convolutions on a CPU, the fastest first. One holds for the whole process. */
enum TorchSetting {
    /** By oneDNN where it thinks that this is best. */
    DEFAULT("as it is"),
    /**
     * By oneDNN, with input channels of larger windows padded with zeros to a multiple of 16: its kernels for other numbers are
     * those that were seen to be wrong.
     */
    PADDED_CHANNELS("with channels padded to multiples of 16"),
    /** By PyTorch's own loops. */
    WITHOUT_ONEDNN("without oneDNN");

    private static volatile TorchSetting current = DEFAULT;

    private final String text;

    TorchSetting(String text) {
        this.text = text;
    }

    /** For people, and for files. */
    String text() {
        return text;
    }

    static List<String> texts() {
        return Arrays.stream(values()).map(TorchSetting::text).toList();
    }

    static Optional<TorchSetting> of(String text) {
        return Arrays.stream(values())
                .filter(setting -> setting.text.equals(text))
                .findFirst();
    }

    /** The one that holds now. */
    static TorchSetting current() {
        return current;
    }

    /** Makes this one hold; says whether that is possible here. */
    boolean use() {
        boolean possible = TorchLibrary.setOneDnn(this != WITHOUT_ONEDNN) || this != WITHOUT_ONEDNN;
        if (possible) {
            current = this;
        }
        return possible;
    }
}
