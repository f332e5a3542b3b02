package io.csta.checkpoint;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipFile;

/**
 * The format of {@code torch.save} since PyTorch 1.6: a zip archive with a folder of any name.
 *
 * <p>In it, {@code data.pkl} is the pickled object, {@code data/KEY} the elements of a storage, {@code byteorder} their
 * order. All entries are stored without compression.
 */
final class TorchZip {

    private TorchZip() {}

    /** @throws IOException also if the zip directory is damaged */
    static Checkpoint read(Path file) throws IOException {
        ZipEntries.checkDirectory(file);
        try (ZipFile zip = new ZipFile(file.toFile())) {
            long size = Files.size(file);
            return read(new ZipEntries(zip, size), new MemoryLimit(size));
        }
    }

    private static Checkpoint read(ZipEntries archive, MemoryLimit memory) {
        String root = root(archive);
        requireLittleEndian(archive, root);
        PersistentId storages = new PersistentId();
        Object object = Unpickler.read(ByteSource.of(pickle(archive, root + "data.pkl", memory)), storages);
        Map<String, TensorView> views = StateDict.of(object);
        Set<String> needed = StateDict.storages(views);
        Map<String, byte[]> data = new HashMap<>();
        for (StorageRef storage : storages.storages().values()) {
            String entry = root + "data/" + storage.key();
            requireSize(archive, entry, storage);
            if (needed.contains(storage.key())) {
                data.put(storage.key(), archive.read(entry, memory));
            }
        }
        archive.verifyTheRest();
        return StateDict.checkpoint(views, data, memory);
    }

    /** The archive's only folder, with a trailing slash. */
    private static String root(ZipEntries archive) {
        return archive.names().stream()
                .filter(name -> name.endsWith("/data.pkl") && name.indexOf('/') == name.lastIndexOf('/'))
                .map(name -> name.substring(0, name.indexOf('/') + 1))
                .reduce((one, other) -> {
                    throw new CheckpointException("is a zip archive with more than one data.pkl");
                })
                .orElseThrow(() -> new CheckpointException(
                        "is a zip archive, but not one that torch.save wrote:" + " it has no data.pkl"));
    }

    private static void requireLittleEndian(ZipEntries archive, String root) {
        String entry = root + "byteorder";
        if (archive.names().contains(entry)) {
            byte[] order = archive.read(entry, new MemoryLimit(0));
            if (!new String(order, StandardCharsets.US_ASCII).strip().equals("little")) {
                throw new CheckpointException(
                        "is not little-endian; save it again on a little-endian machine, such as any PC");
            }
        }
    }

    private static byte[] pickle(ZipEntries archive, String entry, MemoryLimit memory) {
        if (archive.size(entry) > Unpickler.MAX_BYTES) {
            throw new CheckpointException(
                    "has a pickle of " + archive.size(entry) + " bytes, more than any state dict needs");
        }
        return archive.read(entry, memory);
    }

    private static void requireSize(ZipEntries archive, String entry, StorageRef storage) {
        if (!archive.names().contains(entry)) {
            throw new CheckpointException("lacks the data of " + storage.what());
        }
        long size = archive.size(entry);
        if (size / storage.dtype().bytes() != storage.count()) {
            throw new CheckpointException(storage.what() + " has " + size + " bytes, but its tensors need "
                    + storage.bytes() + ": the file is damaged");
        }
    }
}
