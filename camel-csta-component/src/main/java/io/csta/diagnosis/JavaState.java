package io.csta.diagnosis;

import io.csta.NativeExecutable;

/**
 * The Java runtime and its operating system.
 *
 * @param version for example {@code 17.0.9}
 * @param vendor its vendor
 * @param heapLimit the maximum size of its heap, in bytes
 * @param system the operating system and its version
 * @param architecture for example {@code amd64}
 */
public record JavaState(String version, String vendor, long heapLimit, String system, String architecture) {

    static JavaState here() {
        return new JavaState(
                System.getProperty("java.version"),
                System.getProperty("java.vendor"),
                Runtime.getRuntime().maxMemory(),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("os.arch"));
    }

    Finding finding() {
        return Finding.ok(
                "java",
                "%s (%s) on %s, heap limit %s"
                        .formatted(
                                version,
                                NativeExecutable.isRunning() ? "native executable" : vendor,
                                system,
                                Sizes.text(heapLimit)));
    }
}
