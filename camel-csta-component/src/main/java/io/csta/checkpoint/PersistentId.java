package io.csta.checkpoint;

import io.csta.checkpoint.Pickled.None;
import io.csta.checkpoint.Pickled.Sequence;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The storages that a pickle refers to by tuples {@code ('storage', type, key, location, count[, view])}.
 *
 * <p>The location (a device) is ignored. The view {@code (key, start, count)} occurs in the legacy format only.
 */
final class PersistentId {

    private final Map<String, StorageRef> storages = new LinkedHashMap<>();

    /** All storages so far, by key. */
    Map<String, StorageRef> storages() {
        return storages;
    }

    StorageRef.Part resolve(Object id) {
        List<Object> fields = id instanceof Sequence tuple ? tuple.items() : List.of();
        if (fields.size() < 5
                || !"storage".equals(fields.get(0))
                || !(fields.get(1) instanceof DType dtype)
                || !(fields.get(2) instanceof String key)
                || !(fields.get(4) instanceof Long count)) {
            throw malformed();
        }
        StorageRef storage = new StorageRef(key, dtype, count);
        StorageRef known = storages.putIfAbsent(key, storage);
        if (known != null && !known.equals(storage)) {
            throw new CheckpointException(
                    storage.what() + " is used with two types or sizes: the file is damaged or hostile");
        }
        return fields.size() == 5 || fields.get(5) instanceof None
                ? new StorageRef.Part(storage, 0, count)
                : view(storage, fields.get(5));
    }

    private static StorageRef.Part view(StorageRef storage, Object metadata) {
        List<Object> fields = metadata instanceof Sequence tuple ? tuple.items() : List.of();
        if (fields.size() != 3 || !(fields.get(1) instanceof Long start) || !(fields.get(2) instanceof Long count)) {
            throw malformed();
        }
        return new StorageRef.Part(storage, start, count);
    }

    private static CheckpointException malformed() {
        return new CheckpointException(
                "refers to data in a way that torch.save never writes for a state dict: the file is damaged or hostile");
    }
}
