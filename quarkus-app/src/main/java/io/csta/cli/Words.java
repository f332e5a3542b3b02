package io.csta.cli;

import java.util.Iterator;
import java.util.Locale;
import java.util.stream.Stream;

/** The values of an option as they are usually written, in lower case, for completion in a shell. */
abstract class Words<E extends Enum<E>> implements Iterable<String> {

    private final Class<E> type;

    Words(Class<E> type) {
        this.type = type;
    }

    @Override
    public Iterator<String> iterator() {
        return Stream.of(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .iterator();
    }
}
