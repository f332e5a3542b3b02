package io.csta.checkpoint;

/**
 * A storage that a PyTorch file refers to: consecutive elements of one type, which tensors view.
 *
 * @param key the name of the storage within the file
 * @param count the number of its elements
 */
record StorageRef(String key, DType dtype, long count) {

    StorageRef {
        if (count < 0 || count > Long.MAX_VALUE / Long.BYTES) {
            throw new CheckpointException("the storage " + PrintableNames.printable(key)
                    + " claims an impossible number of elements, " + count);
        }
    }

    long bytes() {
        return count * dtype.bytes();
    }

    /** The storage's name in messages. */
    String what() {
        return "the storage " + PrintableNames.printable(key);
    }

    /**
     * The part of a storage that a tensor may view; all of it except in files of PyTorch 0.x.
     *
     * @param start the first element
     * @param count the number of elements
     */
    record Part(StorageRef storage, long start, long count) {

        Part {
            if (start < 0 || count < 0 || start > storage.count - count) {
                throw new CheckpointException("a view of " + count + " elements from " + start + " is outside "
                        + storage.what() + ", which has " + storage.count);
            }
        }
    }
}
