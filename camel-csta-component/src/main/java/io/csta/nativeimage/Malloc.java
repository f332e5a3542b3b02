package io.csta.nativeimage;

import org.graalvm.nativeimage.Platform;
import org.graalvm.nativeimage.Platforms;
import org.graalvm.nativeimage.c.function.CFunction;

/** The C library's allocator, in a native executable. It must not be used on a JVM. */
public final class Malloc {

    /** {@code M_ARENA_MAX} of glibc. */
    private static final int ARENA_MAX = -8;

    private Malloc() {}

    /**
     * Makes all threads share one arena, so that freed memory returns to the system. Has no effect on systems other than Linux, or
     * if the environment variable {@code MALLOC_ARENA_MAX} is set.
     */
    public static void useOneArena() {
        if (Platform.includedIn(Platform.LINUX.class) && System.getenv("MALLOC_ARENA_MAX") == null) {
            mallopt(ARENA_MAX, 1);
        }
    }

    /** Returns freed memory to the system. Has no effect on systems other than Linux. */
    public static void trim() {
        if (Platform.includedIn(Platform.LINUX.class)) {
            mallocTrim(0);
        }
    }

    @Platforms(Platform.LINUX.class)
    @CFunction(value = "malloc_trim", transition = CFunction.Transition.NO_TRANSITION)
    private static native int mallocTrim(long padding);

    @Platforms(Platform.LINUX.class)
    @CFunction(transition = CFunction.Transition.NO_TRANSITION)
    private static native int mallopt(int option, int value);
}
