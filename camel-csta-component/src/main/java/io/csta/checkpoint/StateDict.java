package io.csta.checkpoint;

import io.csta.checkpoint.Pickled.Dictionary;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds the named tensors in the content of a PyTorch file.
 *
 * <p>The content is a dict of tensors, or a training checkpoint that has one under a usual name, next to epoch numbers,
 * optimizer state and the like, which are ignored.
 */
final class StateDict {

    private static final List<String> WRAPPERS = List.of("state_dict", "model", "model_state_dict");
    private static final int MAX_WRAPPERS = 3;

    private StateDict() {}

    /**
     * The tensors by name, in the order of the file.
     *
     * @throws CheckpointException if there are none
     */
    static Map<String, TensorView> of(Object root) {
        if (!(root instanceof Dictionary dictionary)) {
            throw new CheckpointException(
                    "contains " + (root instanceof TensorView ? "one tensor without a name" : "no dict")
                            + " instead of a dict of tensors; save it with torch.save(model.state_dict(), FILE)");
        }
        Map<String, TensorView> tensors = tensors(dictionary, 0);
        if (tensors.isEmpty() && !dictionary.entries().isEmpty()) {
            String keys = dictionary.entries().keySet().stream()
                    .filter(String.class::isInstance)
                    .map(key -> PrintableNames.printable((String) key))
                    .limit(8)
                    .collect(Collectors.joining(", "));
            throw new CheckpointException("contains no named tensors, neither at its top level nor under "
                    + String.join(", ", WRAPPERS) + "; keys found: " + (keys.isEmpty() ? "none" : keys));
        }
        return tensors;
    }

    /** The keys of the storages that these tensors view. */
    static Set<String> storages(Map<String, TensorView> views) {
        Set<String> keys = new HashSet<>();
        views.values().forEach(view -> keys.add(view.storage().key()));
        return keys;
    }

    /** The tensors themselves, from the data of their storages by key. */
    static Checkpoint checkpoint(Map<String, TensorView> views, Map<String, byte[]> data, MemoryLimit memory) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        views.forEach((name, view) -> {
            byte[] storage = Objects.requireNonNull(data.get(view.storage().key()));
            tensors.put(name, view.over(storage, memory));
        });
        return new Checkpoint(tensors, Map.of());
    }

    private static Map<String, TensorView> tensors(Dictionary dictionary, int depth) {
        for (String wrapper : WRAPPERS) {
            if (depth < MAX_WRAPPERS && dictionary.entries().get(wrapper) instanceof Dictionary wrapped) {
                Map<String, TensorView> tensors = tensors(wrapped, depth + 1);
                if (!tensors.isEmpty()) {
                    return tensors;
                }
            }
        }
        Map<String, TensorView> tensors = new LinkedHashMap<>();
        dictionary.entries().forEach((key, value) -> {
            if (key instanceof String name && value instanceof TensorView tensor) {
                tensors.put(name, tensor);
            }
        });
        return tensors;
    }
}
