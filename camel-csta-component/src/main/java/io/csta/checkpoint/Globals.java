package io.csta.checkpoint;

import io.csta.checkpoint.Pickled.Dictionary;
import io.csta.checkpoint.Pickled.None;
import io.csta.checkpoint.Pickled.Sequence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The only classes and functions that a checkpoint may name, and their meaning.
 *
 * <p>Names are never resolved to code: a name is one of these constants, or it is rejected.
 */
enum Globals {
    ORDERED_DICT("collections.OrderedDict"),
    SET("builtins.set"),
    SET_OF_PYTHON_2("__builtin__.set"),
    SIZE("torch.Size"),
    REBUILD_TENSOR("torch._utils._rebuild_tensor"),
    REBUILD_TENSOR_V2("torch._utils._rebuild_tensor_v2"),
    REBUILD_PARAMETER("torch._utils._rebuild_parameter"),
    REBUILD_PARAMETER_WITH_STATE("torch._utils._rebuild_parameter_with_state");

    private static final Map<String, Globals> FUNCTIONS =
            Arrays.stream(values()).collect(Collectors.toMap(g -> g.pythonName, g -> g));
    private static final Map<String, DType> STORAGES =
            Arrays.stream(DType.values()).collect(Collectors.toMap(d -> "torch." + d.storageName(), d -> d));

    private final String pythonName;

    Globals(String pythonName) {
        this.pythonName = pythonName;
    }

    /**
     * The meaning of a name.
     *
     * @return one of these constants, or the {@link DType} of a storage class
     * @throws CheckpointException if it is any other name, which the message quotes
     */
    static Object named(String module, String name) {
        String full = module + "." + name;
        return Optional.<Object>ofNullable(FUNCTIONS.get(full))
                .or(() -> Optional.ofNullable(STORAGES.get(full)))
                .orElseThrow(() -> refused(full));
    }

    static CheckpointException refused(String name) {
        return new CheckpointException("refers to " + PrintableNames.printable(name)
                + ", but a checkpoint may contain only tensors and plain containers. No code was executed."
                + " If you trust its origin, save it again with torch.save(model.state_dict(), FILE)");
    }

    /** The result of the call in PyTorch, as plain data; no code runs. */
    Object apply(List<Object> arguments) {
        return switch (this) {
            case ORDERED_DICT -> orderedDict(arguments);
            case SET, SET_OF_PYTHON_2, SIZE ->
                arguments.isEmpty() ? new Sequence(List.of()) : argument(arguments, 0, Sequence.class);
            case REBUILD_TENSOR, REBUILD_TENSOR_V2 -> tensor(arguments);
            case REBUILD_PARAMETER, REBUILD_PARAMETER_WITH_STATE -> argument(arguments, 0, TensorView.class);
        };
    }

    private Dictionary orderedDict(List<Object> arguments) {
        Dictionary dictionary = new Dictionary();
        if (!arguments.isEmpty()) {
            for (Object item : argument(arguments, 0, Sequence.class).items()) {
                if (!(item instanceof Sequence pair) || pair.items().size() != 2) {
                    throw misused();
                }
                dictionary.entries().put(pair.items().get(0), pair.items().get(1));
            }
        }
        return dictionary;
    }

    private TensorView tensor(List<Object> arguments) {
        if (arguments.size() > 6
                && !(arguments.get(6) instanceof None)
                && !(arguments.get(6) instanceof Dictionary metadata
                        && metadata.entries().isEmpty())) {
            throw new CheckpointException(
                    "a tensor is lazily negated or conjugated; save the result of resolve_neg().resolve_conj()");
        }
        return TensorView.of(
                argument(arguments, 0, StorageRef.Part.class),
                argument(arguments, 1, Long.class),
                longs(argument(arguments, 2, Sequence.class)),
                longs(argument(arguments, 3, Sequence.class)));
    }

    private List<Long> longs(Sequence sequence) {
        List<Long> longs = new ArrayList<>();
        for (Object item : sequence.items()) {
            if (!(item instanceof Long number)) {
                throw misused();
            }
            longs.add(number);
        }
        return longs;
    }

    private <T> T argument(List<Object> arguments, int index, Class<T> type) {
        if (index >= arguments.size() || !type.isInstance(arguments.get(index))) {
            throw misused();
        }
        return type.cast(arguments.get(index));
    }

    private CheckpointException misused() {
        return new CheckpointException(
                "calls " + pythonName + " with arguments that torch.save never writes: the file is damaged or hostile");
    }
}
