package io.csta.arithmetic;

/** How many zeros a convolution adds at the two ends of an axis of its input. */
public enum Padding {
    /** Half of the window at both ends, as in PyTorch's networks. */
    HALF {
        @Override
        public int before(int length, int window, int stride) {
            return window / 2;
        }

        @Override
        public int after(int length, int window, int stride) {
            return window / 2;
        }
    },
    /**
     * TensorFlow's {@code SAME}: as few as give {@code ceil(length / stride)} windows, the larger part at the end. Differs from
     * {@link #HALF} if the stride is 2 and the length is even.
     */
    SAME {
        @Override
        public int before(int length, int window, int stride) {
            return total(length, window, stride) / 2;
        }

        @Override
        public int after(int length, int window, int stride) {
            return total(length, window, stride) - before(length, window, stride);
        }

        private static int total(int length, int window, int stride) {
            return Math.max(0, (length - 1) / stride * stride + window - length);
        }
    };

    /** Zeros before the first value of an axis. */
    public abstract int before(int length, int window, int stride);

    /** Zeros after the last value of an axis. */
    public abstract int after(int length, int window, int stride);
}
