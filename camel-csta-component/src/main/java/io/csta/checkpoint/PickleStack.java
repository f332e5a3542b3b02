package io.csta.checkpoint;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The stack of the {@link Unpickler}; no access reaches below its bottom or below the last mark. */
final class PickleStack {

    private final List<Object> values = new ArrayList<>();
    private final Deque<Integer> marks = new ArrayDeque<>();

    void push(Object value) {
        values.add(value);
    }

    void mark() {
        marks.push(values.size());
    }

    Object pop() {
        return pop(Object.class);
    }

    <T> T pop(Class<T> type) {
        T value = peek(type);
        values.remove(values.size() - 1);
        return value;
    }

    /** Pops a number of values and returns them in the order in which they were pushed. */
    List<Object> pop(int count) {
        return popFrom(values.size() - count);
    }

    List<Object> popToMark() {
        if (marks.isEmpty()) {
            throw malformed();
        }
        int mark = marks.pop();
        return popFrom(mark);
    }

    /** Removes the value on top, or the mark if that is on top. */
    void discard() {
        if (values.size() == bottom() && !marks.isEmpty()) {
            marks.pop();
        } else {
            pop();
        }
    }

    <T> T peek(Class<T> type) {
        if (values.size() <= bottom() || !type.isInstance(values.get(values.size() - 1))) {
            throw malformed();
        }
        return type.cast(values.get(values.size() - 1));
    }

    static CheckpointException malformed() {
        return new CheckpointException("its pickle is malformed: the file is damaged or not written by torch.save");
    }

    private List<Object> popFrom(int from) {
        if (from < bottom()) {
            throw malformed();
        }
        List<Object> tail = values.subList(from, values.size());
        List<Object> popped = new ArrayList<>(tail);
        tail.clear();
        return popped;
    }

    private int bottom() {
        return marks.isEmpty() ? 0 : marks.peek();
    }
}
