package io.csta.checkpoint;

/**
 * Limits the memory for a file in proportion to its size.
 *
 * <p>A regular file needs its own size or, if tensors share their storage, a few times that. A hostile one can claim any
 * size in a few bytes. Not safe for use by several threads.
 */
final class MemoryLimit {

    private static final long ALWAYS_ALLOWED = 64L << 20;
    private static final int COPIES = 4;
    private static final long LARGEST_ARRAY = Integer.MAX_VALUE - 8;

    private final long limit;
    private long taken;

    MemoryLimit(long fileBytes) {
        limit = fileBytes > Long.MAX_VALUE / COPIES - ALWAYS_ALLOWED
                ? Long.MAX_VALUE
                : ALWAYS_ALLOWED + COPIES * fileBytes;
    }

    /**
     * Allocates an array.
     *
     * @param what the name of the data, for messages
     * @throws CheckpointException if that is more than a file of its size can need, or than the JVM has
     */
    byte[] allocate(long bytes, String what) {
        if (bytes < 0 || bytes > limit - taken) {
            throw new CheckpointException(what + " claims " + Long.toUnsignedString(bytes)
                    + " bytes, more than a file of this size can hold: it is damaged or hostile");
        }
        if (bytes > LARGEST_ARRAY) {
            throw new CheckpointException(what + " has " + bytes + " bytes; the limit is 2 GB per tensor");
        }
        if (bytes + taken > Runtime.getRuntime().maxMemory()) {
            throw tooLittle(what, bytes);
        }
        taken += bytes;
        try {
            return new byte[(int) bytes];
        } catch (OutOfMemoryError e) {
            // A large array that does not fit leaves the heap unchanged, so it is safe to continue.
            throw tooLittle(what, bytes);
        }
    }

    private static CheckpointException tooLittle(String what, long bytes) {
        return new CheckpointException(
                what + " takes " + bytes + " bytes, more than the free memory; increase the heap with -Xmx");
    }
}
