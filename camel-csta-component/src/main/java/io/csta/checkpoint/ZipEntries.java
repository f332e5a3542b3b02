package io.csta.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The entries of a zip archive without compression, none of which is believed before it is checked.
 *
 * <p>{@link ZipFile} does the reading. It compares no checksums of stored entries, and some releases allocate as many
 * entries as the directory claims; both is made up for here. Failures of the disk come as {@link UncheckedIOException}.
 */
final class ZipEntries {

    private static final int END_BYTES = 22;
    private static final int LOCATOR_BYTES = 20;
    private static final int END64_BYTES = 56;
    private static final int SMALLEST_ENTRY_BYTES = 46;
    private static final int END = 0x06054b50;
    private static final int LOCATOR = 0x07064b50;
    private static final int CHUNK = 1 << 16;

    private final ZipFile zip;
    private final Map<String, ZipEntry> entries = new LinkedHashMap<>();
    private final Set<String> verified = new HashSet<>();

    /** @throws CheckpointException if an entry is compressed, occurs twice, or all of them are more than the file */
    ZipEntries(ZipFile zip, long fileSize) {
        this.zip = zip;
        long left = fileSize;
        try {
            for (ZipEntry entry : (Iterable<ZipEntry>) zip.stream().map(ZipEntry.class::cast)::iterator) {
                left -= checkedSize(entry, left);
                if (entries.put(entry.getName(), entry) != null) {
                    throw new CheckpointException("has the zip entry " + Text.printable(entry.getName()) + " twice");
                }
            }
        } catch (IllegalArgumentException e) {
            throw new CheckpointException("has a zip entry with a malformed name", e);
        }
    }

    private static long checkedSize(ZipEntry entry, long left) {
        if (entry.getMethod() != ZipEntry.STORED || entry.getSize() != entry.getCompressedSize()) {
            throw new CheckpointException("has the compressed zip entry " + Text.printable(entry.getName())
                    + ", and torch.save writes none: unpack the archive and pack it without compression (zip -0)");
        }
        if (entry.getSize() < 0 || entry.getSize() > left) {
            throw new CheckpointException("has zip entries larger than the file: it is damaged or hostile");
        }
        return entry.getSize();
    }

    /**
     * Makes sure that the directory at the end of the file exists and claims no more entries than the file has room for.
     *
     * <p>There must be no comment behind it, or {@link ZipFile} might look for another directory than this.
     */
    static void checkDirectory(Path file) throws IOException {
        try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "r")) {
            long end = access.length() - END_BYTES;
            if (end < 0 || !isDirectoryEnd(at(access, end, END_BYTES))) {
                throw new CheckpointException(
                        "has no zip directory at its end: it is cut short, copy or download it again");
            }
            long count = claimedEntries(access, end);
            if (count < 0 || count > end / SMALLEST_ENTRY_BYTES) {
                throw new CheckpointException("has a zip directory that claims " + Long.toUnsignedString(count)
                        + " entries: it is damaged or hostile");
            }
        }
    }

    private static boolean isDirectoryEnd(ByteBuffer end) {
        return end.getInt(0) == END && end.getShort(END_BYTES - Short.BYTES) == 0;
    }

    /** What the zip64 structures before the end of the directory say; 0 without them, -1 if they lie elsewhere. */
    private static long claimedEntries(RandomAccessFile access, long end) throws IOException {
        long locator = end - LOCATOR_BYTES;
        if (locator < 0 || at(access, locator, LOCATOR_BYTES).getInt(0) != LOCATOR) {
            return 0;
        }
        long end64 = at(access, locator, LOCATOR_BYTES).getLong(8);
        return end64 < 0 || end64 > locator - END64_BYTES
                ? -1
                : at(access, end64, END64_BYTES).getLong(32);
    }

    private static ByteBuffer at(RandomAccessFile access, long position, int bytes) throws IOException {
        byte[] read = new byte[bytes];
        access.seek(position);
        access.readFully(read);
        return ByteBuffer.wrap(read).order(ByteOrder.LITTLE_ENDIAN);
    }

    Set<String> names() {
        return entries.keySet();
    }

    /** The size of an entry in bytes. */
    long size(String name) {
        return entry(name).getSize();
    }

    /** The bytes of an entry, compared with its checksum. */
    byte[] read(String name, MemoryLimit memory) {
        byte[] bytes = memory.allocate(size(name), "the zip entry " + Text.printable(name));
        CRC32 checksum = new CRC32();
        try (InputStream stream = zip.getInputStream(entry(name))) {
            new ByteSource(stream, bytes.length).readInto(bytes, "the zip entry " + Text.printable(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        checksum.update(bytes);
        verify(name, checksum);
        return bytes;
    }

    /** Compares all entries that were not read with their checksums. */
    void verifyTheRest() {
        byte[] chunk = new byte[CHUNK];
        for (String name : names()) {
            if (verified.contains(name)) {
                continue;
            }
            CRC32 checksum = new CRC32();
            try (InputStream stream = zip.getInputStream(entry(name))) {
                for (int read = stream.read(chunk); read >= 0; read = stream.read(chunk)) {
                    checksum.update(chunk, 0, read);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            verify(name, checksum);
        }
    }

    /** PyTorch writes the checksum 0 where it is told to compute none. */
    private void verify(String name, CRC32 checksum) {
        long expected = entry(name).getCrc();
        if (expected != 0 && expected != checksum.getValue()) {
            throw new CheckpointException("has a damaged zip entry, " + Text.printable(name)
                    + ": its checksum differs, copy or download it again");
        }
        verified.add(name);
    }

    private ZipEntry entry(String name) {
        ZipEntry entry = entries.get(name);
        if (entry == null) {
            throw new CheckpointException("lacks the zip entry " + Text.printable(name));
        }
        return entry;
    }
}
