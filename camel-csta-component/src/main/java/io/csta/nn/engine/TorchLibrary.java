package io.csta.nn.engine;

import ai.djl.pytorch.jni.LibUtils;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.nio.file.Path;

/** Switches of PyTorch's native library that DJL does not offer. They exist on Linux; elsewhere nothing changes. */
final class TorchLibrary {

    /** The number of errors in PyTorch's log levels, above those of information and warnings. */
    private static final int ERRORS_ONLY = 2;

    private TorchLibrary() {}

    /** Keeps warnings, such as that of a library for mobile processors, off standard error. */
    static void silence() {
        try {
            library("c10").getGlobalVariableAddress("FLAGS_caffe2_log_level").setInt(0, ERRORS_ONLY);
        } catch (LinkageError e) {
            return; // another platform, with other names
        }
    }

    /** Keeps convolutions on GPUs in float32: by default recent ones compute them with ten bits of mantissa (TF32). */
    static void useFullPrecision() {
        set("_ZN2at7Context17setAllowTF32CuDNNEb", false);
    }

    /** Decides whether oneDNN computes from now on; returns whether that could be set. */
    static boolean setOneDnn(boolean on) {
        Torch.engine(); // loads the library
        return set("_ZN2at7Context20setUserEnabledMkldnnEb", on);
    }

    /** Calls a setter of PyTorch's context; returns whether there is one. */
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
