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
 * The entries of a zip archive without compression, all checked before they are used.
 *
 * <p>{@link ZipFile} reads them. It does not verify the checksums of stored entries, and some releases allocate as many
 * entries as the directory claims; this class checks both. I/O errors are thrown as {@link UncheckedIOException}.
 */
final class ZipEntries {

    private static final int END_BYTES = 22;
    private static final int LOCATOR_BYTES = 20;
    private static final int END64_BYTES = 56;
    private static final int MIN_ENTRY_BYTES = 46;
    private static final int END = 0x06054b50;
    private static final int LOCATOR = 0x07064b50;
    private static final int CHUNK = 1 << 16;

    private final ZipFile zip;
    private final Map<String, ZipEntry> entries = new LinkedHashMap<>();
    private final Set<String> verified = new HashSet<>();

    /** @throws CheckpointException if an entry is compressed, occurs twice, or they are larger than the file */
    ZipEntries(ZipFile zip, long fileSize) {
        this.zip = zip;
        long left = fileSize;
        try {
            for (ZipEntry entry : (Iterable<ZipEntry>) zip.stream().map(ZipEntry.class::cast)::iterator) {
                left -= checkedSize(entry, left);
                if (entries.put(entry.getName(), entry) != null) {
                    throw new CheckpointException(
                            "has the zip entry " + PrintableNames.printable(entry.getName()) + " twice");
                }
            }
        } catch (IllegalArgumentException e) {
            throw new CheckpointException("has a zip entry with a malformed name", e);
        }
    }

    private static long checkedSize(ZipEntry entry, long left) {
        if (entry.getMethod() != ZipEntry.STORED || entry.getSize() != entry.getCompressedSize()) {
            throw new CheckpointException("has the compressed zip entry " + PrintableNames.printable(entry.getName())
                    + ", but torch.save never compresses; pack the archive again without compression (zip -0)");
        }
        if (entry.getSize() < 0 || entry.getSize() > left) {
            throw new CheckpointException("has zip entries larger than the file: it is damaged or hostile");
        }
        return entry.getSize();
    }

    /**
     * Checks that the directory at the end of the file exists and claims no more entries than fit into the file.
     *
     * <p>No comment may follow it, or {@link ZipFile} might look for another directory than this.
     */
    static void checkDirectory(Path file) throws IOException {
        try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "r")) {
            long end = access.length() - END_BYTES;
            if (end < 0 || !isDirectoryEnd(at(access, end, END_BYTES))) {
                throw new CheckpointException(
                        "has no zip directory at its end: it is cut short, copy or download it again");
            }
            long count = claimedEntries(access, end);
            if (count < 0 || count > end / MIN_ENTRY_BYTES) {
                throw new CheckpointException("has a zip directory that claims " + Long.toUnsignedString(count)
                        + " entries: it is damaged or hostile");
            }
        }
    }

    private static boolean isDirectoryEnd(ByteBuffer end) {
        return end.getInt(0) == END && end.getShort(END_BYTES - Short.BYTES) == 0;
    }

    /** The number of entries in the zip64 structures before the end of the directory; 0 without them, -1 if they are
     * elsewhere. */
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

    /** Reads the bytes of an entry and verifies its checksum. */
    byte[] read(String name, MemoryLimit memory) {
        byte[] bytes = memory.allocate(size(name), "the zip entry " + PrintableNames.printable(name));
        CRC32 checksum = new CRC32();
        try (InputStream stream = zip.getInputStream(entry(name))) {
            new ByteSource(stream, bytes.length).readInto(bytes, "the zip entry " + PrintableNames.printable(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        checksum.update(bytes);
        verify(name, checksum);
        return bytes;
    }

    /** Verifies the checksums of all entries that were not read. */
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

    /** PyTorch writes the checksum 0 if it is configured to compute none. */
    private void verify(String name, CRC32 checksum) {
        long expected = entry(name).getCrc();
        if (expected != 0 && expected != checksum.getValue()) {
            throw new CheckpointException("has a damaged zip entry, " + PrintableNames.printable(name)
                    + ": its checksum differs, copy or download it again");
        }
        verified.add(name);
    }

    private ZipEntry entry(String name) {
        ZipEntry entry = entries.get(name);
        if (entry == null) {
            throw new CheckpointException(
                    "lacks the zip entry " + PrintableNames.printable(name) + "; copy or download it again");
        }
        return entry;
    }
}
