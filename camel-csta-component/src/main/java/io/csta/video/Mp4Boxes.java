package io.csta.video;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * The top-level boxes of an MP4 or MOV file (ISO/IEC 14496-12, section 4.2). Each begins with its size and type, so an
 * incomplete file is recognized without decoding it: a box is longer than the rest of the file, or the index is missing.
 */
public final class Mp4Boxes {

    /** The boxes that files begin with; without {@code ftyp}, a file is in the older QuickTime format. */
    private static final Set<String> FIRST = Set.of("ftyp", "wide", "mdat", "moov", "free", "skip");

    private static final Set<String> INDEXES = Set.of("moov", "moof");
    private static final int HEADER = 8;

    private Mp4Boxes() {}

    /**
     * What is missing at the end of a file, as a phrase for messages: {@code its index is missing}. Empty if nothing is
     * missing, if the file is in another format, or if it cannot be read.
     */
    public static Optional<String> missing(Path file) {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            return in.length() == 0 ? Optional.of("it is empty") : missing(in);
        } catch (IOException e) {
            return Optional.empty(); // whoever opens the file reports that
        }
    }

    /** Whether a file begins like an MP4 or MOV file. */
    static boolean areIn(Path file) {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            return FIRST.contains(Box.at(in, 0).type);
        } catch (IOException e) {
            return false;
        }
    }

    private static Optional<String> missing(RandomAccessFile in) throws IOException {
        long length = in.length();
        boolean hasIndex = length < HEADER; // too short to tell
        for (long position = 0; position + HEADER <= length; ) {
            Box box = Box.at(in, position);
            if ((position == 0 && !FIRST.contains(box.type)) || !box.isPlausible()) {
                return Optional.empty(); // another format, or something appended
            }
            if (box.size > length - position) {
                return Optional.of("it ends after %d of at least %d bytes".formatted(length, position + box.size));
            }
            hasIndex |= INDEXES.contains(box.type);
            position = box.size == 0 ? length : position + box.size;
        }
        return hasIndex ? Optional.empty() : Optional.of("its index, which is written last, is missing");
    }

    /**
     * The beginning of a box.
     *
     * @param type four characters
     * @param size in bytes, with its header; 0 if the box reaches to the end of the file
     */
    private record Box(String type, long size) {

        static Box at(RandomAccessFile in, long position) throws IOException {
            in.seek(position);
            long size = Integer.toUnsignedLong(in.readInt());
            byte[] type = new byte[4];
            in.readFully(type);
            return new Box(new String(type, StandardCharsets.ISO_8859_1), size == 1 ? in.readLong() : size);
        }

        boolean isPlausible() {
            return (size == 0 || size >= HEADER) && type.chars().allMatch(symbol -> symbol >= ' ' && symbol <= '~');
        }
    }
}
