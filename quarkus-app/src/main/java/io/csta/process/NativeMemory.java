package io.csta.process;

import io.csta.NativeExecutable;
import org.graalvm.nativeimage.Platform;
import org.graalvm.nativeimage.Platforms;
import org.graalvm.nativeimage.c.function.CFunction;

/** The memory that the C library manages, in a native executable on Linux. Elsewhere, the methods have no effect. */
public final class NativeMemory {

    /** {@code M_ARENA_MAX} of glibc. */
    private static final int ARENA_MAX = -8;

    private NativeMemory() {}

    /**
     * Makes all threads share one arena, so that freed memory returns to the system. Has no effect if the environment variable {@code MALLOC_ARENA_MAX} is set.
     */
    public static void useOneArena() {
        if (NativeExecutable.isRunning()
                && Platform.includedIn(Platform.LINUX.class)
                && System.getenv("MALLOC_ARENA_MAX") == null) {
            mallopt(ARENA_MAX, 1);
        }
    }

    /** Returns freed memory to the system. */
    public static void trim() {
        if (NativeExecutable.isRunning() && Platform.includedIn(Platform.LINUX.class)) {
            mallocTrim(0);
        }
    }

    @Platforms(Platform.LINUX.class)
    @CFunction("malloc_trim")
    private static native int mallocTrim(long padding);

    @Platforms(Platform.LINUX.class)
    @CFunction(transition = CFunction.Transition.NO_TRANSITION)
    private static native int mallopt(int option, int value);
}
