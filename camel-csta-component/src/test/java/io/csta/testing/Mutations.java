package io.csta.testing;

import java.util.Arrays;
import java.util.Random;

/** Files as damaged by bad memory, broken disks and interrupted copies. */
public final class Mutations {

    private Mutations() {}

    /** A few bytes changed near the start, many bits flipped anywhere, the end missing, or a part duplicated. */
    public static byte[] of(byte[] whole, int kind, Random random) {
        byte[] bytes = whole.clone();
        switch (kind % 4) {
            case 0 -> {
                for (int i = 0; i < 3; i++) {
                    bytes[random.nextInt(Math.min(bytes.length, 1500))] = (byte) random.nextInt(256);
                }
            }
            case 1 -> {
                for (int i = 0; i < 1 + bytes.length / 2000; i++) {
                    bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                }
            }
            case 2 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length) + 1);
            default -> {
                int from = random.nextInt(bytes.length / 2);
                int to = random.nextInt(bytes.length / 2);
                System.arraycopy(whole, from, bytes, to, bytes.length / 4);
            }
        }
        return bytes;
    }
}
