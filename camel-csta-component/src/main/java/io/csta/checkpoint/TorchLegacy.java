package io.csta.checkpoint;

import io.csta.checkpoint.Pickled.Dictionary;
import io.csta.checkpoint.Pickled.Sequence;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The format of {@code torch.save} before PyTorch 1.6.
 *
 * <p>Five pickles in a row (a magic number, a version, properties of the machine, the object, the keys of the storages),
 * then each storage as its number of elements in 8 bytes and the elements, all little-endian.
 */
final class TorchLegacy {

    private static final BigInteger MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);
    private static final long VERSION = 1001;

    private TorchLegacy() {}

    static Checkpoint read(ByteSource source) {
        long size = source.remaining();
        PersistentId storages = new PersistentId();
        if (!MAGIC.equals(Unpickler.read(source, storages))) {
            throw new CheckpointException("is a pickle, but not one that torch.save wrote");
        }
        Object version = Unpickler.read(source, storages);
        if (!version.equals(VERSION)) {
            throw new CheckpointException(
                    "has an unsupported legacy version (%s instead of %d); save it again with a current PyTorch"
                            .formatted(version instanceof Long ? version : "not a number", VERSION));
        }
        requireLittleEndian(Unpickler.read(source, storages));
        Map<String, TensorView> views = StateDict.of(Unpickler.read(source, storages));
        MemoryLimit memory = new MemoryLimit(size);
        Map<String, byte[]> data = storages(source, storages.storages(), StateDict.storages(views), memory);
        if (source.remaining() > 0) {
            throw new CheckpointException("has " + source.remaining()
                    + " bytes more than its tensors need: it is damaged or not a checkpoint");
        }
        return StateDict.checkpoint(views, data, memory);
    }

    private static void requireLittleEndian(Object machine) {
        if (!(machine instanceof Dictionary facts)
                || !Boolean.TRUE.equals(facts.entries().get("little_endian"))) {
            throw new CheckpointException(
                    "is not declared little-endian; save it again on a little-endian machine, such as any PC");
        }
    }

    private static Map<String, byte[]> storages(
            ByteSource source, Map<String, StorageRef> storages, Set<String> needed, MemoryLimit memory) {
        Map<String, StorageRef> missing = new HashMap<>(storages);
        Map<String, byte[]> data = new HashMap<>();
        Object keys = Unpickler.read(source, new PersistentId());
        for (Object key : keys instanceof Sequence list ? list.items() : List.of()) {
            StorageRef storage = key instanceof String name ? missing.remove(name) : null;
            if (storage == null) {
                throw new CheckpointException("lists the data of a storage twice or of one that no tensor uses");
            }
            long count = source.readInteger(Long.BYTES);
            if (count != storage.count()) {
                throw new CheckpointException(storage.what() + " has " + count + " elements, but its tensors need "
                        + storage.count() + ": the file is damaged");
            }
            if (needed.contains(storage.key())) {
                data.put(storage.key(), read(source, storage, memory));
            } else {
                source.skip(storage.bytes(), storage.what());
            }
        }
        if (!missing.isEmpty()) {
            throw new CheckpointException(
                    "lacks the data of " + missing.values().iterator().next().what());
        }
        return data;
    }

    private static byte[] read(ByteSource source, StorageRef storage, MemoryLimit memory) {
        source.require(storage.bytes(), storage.what());
        byte[] bytes = memory.allocate(storage.bytes(), storage.what());
        source.readInto(bytes, storage.what());
        return bytes;
    }
}
