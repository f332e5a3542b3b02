package io.csta.checkpoint;

/**
 * Keeps the memory that a file can ask for in proportion to the file.
 *
 * <p>An honest file holds every number once or, where tensors share their storage, a few times over. A hostile one can
 * claim any size in a few bytes. Not safe for use by several threads.
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
     * An array of that many bytes.
     *
     * @param what whose data it will hold, for the message
     * @throws CheckpointException if that is more than the file can honestly need or the JVM can give
     */
    byte[] allocate(long bytes, String what) {
        if (bytes < 0 || bytes > limit - taken) {
            throw new CheckpointException(what + " claims " + Long.toUnsignedString(bytes)
                    + " bytes, more than a file of this size can hold: it is damaged or hostile");
        }
        if (bytes > LARGEST_ARRAY) {
            throw new CheckpointException(what + " has " + bytes + " bytes, and at most 2 GB a tensor can be read");
        }
        if (bytes + taken > Runtime.getRuntime().maxMemory()) {
            throw tooLittle(what, bytes);
        }
        taken += bytes;
        try {
            return new byte[(int) bytes];
        } catch (OutOfMemoryError e) {
            // One large array either fits or leaves the heap as it was, so going on is safe.
            throw tooLittle(what, bytes);
        }
    }

    private static CheckpointException tooLittle(String what, long bytes) {
        return new CheckpointException(
                what + " takes " + bytes + " bytes, more memory than is left: give the JVM more with -Xmx");
    }
}
