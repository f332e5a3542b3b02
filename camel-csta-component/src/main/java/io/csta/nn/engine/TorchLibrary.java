package io.csta.nn.engine;

import ai.djl.pytorch.jni.LibUtils;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.nio.file.Path;

/** Switches of PyTorch's native library that DJL does not offer. They exist on Linux; on other systems they have no effect. */
final class TorchLibrary {

    /** PyTorch's log level for errors only. */
    private static final int ERRORS_ONLY = 2;

    private TorchLibrary() {}

    /** Keeps warnings off standard error, such as the one of a library for mobile processors. */
    static void silence() {
        try {
            library("c10").getGlobalVariableAddress("FLAGS_caffe2_log_level").setInt(0, ERRORS_ONLY);
        } catch (LinkageError e) {
            return; // other platforms use other names
        }
    }

    /** Keeps convolutions on GPUs in float32; by default, recent GPUs use ten bits of mantissa (TF32). */
    static void useFullPrecision() {
        set("_ZN2at7Context17setAllowTF32CuDNNEb", false);
    }

    /** Switches oneDNN on or off for the process; returns whether that is possible here. */
    static boolean setOneDnn(boolean on) {
        Torch.engine(); // loads the library
        return set("_ZN2at7Context20setUserEnabledMkldnnEb", on);
    }

    /** Calls a setter of PyTorch's context; returns whether it exists. */
    private static boolean set(String setter, boolean value) {
        try {
            NativeLibrary library = library("torch_cpu");
            Pointer context =
                    (Pointer) library.getFunction("_ZN2at13globalContextEv").invoke(Pointer.class, new Object[0]);
            library.getFunction(setter).invoke(Void.class, new Object[] {context, value ? 1 : 0});
            return true;
        } catch (LinkageError e) {
            return false;
        }
    }

    private static NativeLibrary library(String name) {
        Path folder = Path.of(LibUtils.getLibtorchPath());
        return NativeLibrary.getInstance(
                folder.resolve(System.mapLibraryName(name)).toString());
    }
}
