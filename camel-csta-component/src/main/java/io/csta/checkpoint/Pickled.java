package io.csta.checkpoint;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The values of a pickle, besides {@code Long}, {@code BigInteger}, {@code Double}, {@code Boolean},
 * {@code String}, {@code byte[]} and the tensors' own records.
 *
 * <p>Containers compare by identity: a file can nest them to any depth, even into themselves, so no hash code or
 * comparison may descend into them.
 */
final class Pickled {

    private Pickled() {}

    /** Python's {@code None}. */
    enum None {
        NONE
    }

    /** A tuple, a list or a set. */
    static final class Sequence {
        private final List<Object> items;

        Sequence(List<Object> items) {
            this.items = new ArrayList<>(items);
        }

        List<Object> items() {
            return items;
        }
    }

    /** A dict or an OrderedDict, in the order of the file. */
    static final class Dictionary {
        private final Map<Object, Object> entries = new LinkedHashMap<>();

        Map<Object, Object> entries() {
            return entries;
        }
    }
}
