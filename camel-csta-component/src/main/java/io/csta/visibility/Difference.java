package io.csta.visibility;

/**
 * How much two frames differ.
 *
 * @param mean the mean absolute difference of the samples, from 0 to 255
 * @param changed the number of samples that differ by more than a threshold
 */
record Difference(double mean, int changed) {

    static final Difference NONE = new Difference(0, 0);

    static Difference between(byte[] luma, byte[] other, int threshold) {
        long sum = 0;
        int changed = 0;
        for (int i = 0; i < luma.length; i++) {
            int difference = Math.abs((luma[i] & 0xff) - (other[i] & 0xff));
            sum += difference;
            changed += (threshold - difference) >>> (Integer.SIZE - 1); // 1 if it is larger, without a branch
        }
        return new Difference((double) sum / luma.length, changed);
    }
}
