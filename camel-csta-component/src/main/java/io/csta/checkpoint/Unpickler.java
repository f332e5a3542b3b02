package io.csta.checkpoint;

import io.csta.checkpoint.Pickled.Dictionary;
import io.csta.checkpoint.Pickled.None;
import io.csta.checkpoint.Pickled.Sequence;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a pickle as data.
 *
 * <p>A pickle is a program for a stack machine of Python that can call anything. This machine cannot: it supports only the
 * instructions that build plain containers, and it can name and call only the {@link Globals}. It does not recurse,
 * checks every length, and stops after more steps and bytes than any state dict needs.
 */
final class Unpickler {

    static final int MAX_PROTOCOL = 5;
    /** Enough for ten thousand tensors, and never more than about 50 MB of objects. */
    private static final int MAX_STEPS = 500_000;

    static final long MAX_BYTES = 64L << 20;
    private static final int MAX_LINE = 4096;
    private static final int MAX_INTEGER_BYTES = 1024;

    private final ByteSource source;
    private final PersistentId storages;
    private final PickleStack stack = new PickleStack();
    private final Map<Long, Object> memo = new HashMap<>();
    private final long start;
    private long spent;

    private Unpickler(ByteSource source, PersistentId storages) {
        this.source = source;
        this.storages = storages;
        this.start = source.position();
    }

    /**
     * Reads the pickle at the position of the source and advances the source past it.
     *
     * @param storages receives the storages that the pickle refers to
     * @throws CheckpointException if the pickle is malformed, too large, or names anything that is not allowed
     */
    static Object read(ByteSource source, PersistentId storages) {
        return new Unpickler(source, storages).run();
    }

    private Object run() {
        while (true) {
            spend(1);
            int opcode = source.readByte();
            if (opcode == Opcodes.STOP) {
                return stack.pop();
            }
            if (!frame(opcode) && !number(opcode) && !text(opcode) && !container(opcode) && !memory(opcode)) {
                reference(opcode);
            }
        }
    }

    private void spend(int steps) {
        spent += steps;
        if (spent > MAX_STEPS) {
            throw new CheckpointException(
                    "its pickle takes more than " + MAX_STEPS + " steps to read, more than any state dict needs");
        }
    }

    /** Calls copy lists, to which a file can refer many times, so every item counts. */
    private Object call(Globals function, List<Object> arguments) {
        for (Object argument : arguments) {
            spend(argument instanceof Sequence list ? list.items().size() : 0);
        }
        return function.apply(arguments);
    }

    private boolean frame(int opcode) {
        switch (opcode) {
            case Opcodes.PROTO -> {
                int protocol = source.readByte();
                if (protocol > MAX_PROTOCOL) {
                    throw new CheckpointException("its pickle has the unknown protocol " + protocol
                            + "; torch.save writes up to " + MAX_PROTOCOL);
                }
            }
            case Opcodes.FRAME -> length(8, "a frame");
            case Opcodes.NONE -> stack.push(None.NONE);
            case Opcodes.NEWTRUE -> stack.push(true);
            case Opcodes.NEWFALSE -> stack.push(false);
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean number(int opcode) {
        switch (opcode) {
            case Opcodes.BININT -> stack.push((long) (int) source.readInteger(4));
            case Opcodes.BININT1 -> stack.push(source.readInteger(1));
            case Opcodes.BININT2 -> stack.push(source.readInteger(2));
            case Opcodes.LONG1 -> stack.push(integer(source.readInteger(1)));
            case Opcodes.LONG4 -> stack.push(integer(source.readInteger(4)));
            case Opcodes.BINFLOAT ->
                stack.push(Double.longBitsToDouble(Long.reverseBytes(source.readInteger(Long.BYTES))));
            case Opcodes.INT, Opcodes.LONG -> stack.push(decimal(line()));
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean text(int opcode) {
        switch (opcode) {
            case Opcodes.SHORT_BINSTRING, Opcodes.SHORT_BINUNICODE -> stack.push(string(1));
            case Opcodes.BINSTRING, Opcodes.BINUNICODE -> stack.push(string(4));
            case Opcodes.BINUNICODE8 -> stack.push(string(8));
            case Opcodes.SHORT_BINBYTES -> stack.push(bytes(1));
            case Opcodes.BINBYTES -> stack.push(bytes(4));
            case Opcodes.BINBYTES8, Opcodes.BYTEARRAY8 -> stack.push(bytes(8));
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean container(int opcode) {
        switch (opcode) {
            case Opcodes.MARK -> stack.mark();
            case Opcodes.POP -> stack.discard();
            case Opcodes.POP_MARK -> stack.popToMark();
            case Opcodes.DUP -> stack.push(stack.peek(Object.class));
            case Opcodes.EMPTY_TUPLE, Opcodes.EMPTY_LIST, Opcodes.EMPTY_SET -> stack.push(new Sequence(List.of()));
            case Opcodes.TUPLE, Opcodes.FROZENSET -> stack.push(new Sequence(stack.popToMark()));
            case Opcodes.TUPLE1 -> stack.push(new Sequence(stack.pop(1)));
            case Opcodes.TUPLE2 -> stack.push(new Sequence(stack.pop(2)));
            case Opcodes.TUPLE3 -> stack.push(new Sequence(stack.pop(3)));
            case Opcodes.APPEND -> append(stack.pop(1));
            case Opcodes.APPENDS, Opcodes.ADDITEMS -> append(stack.popToMark());
            case Opcodes.EMPTY_DICT -> stack.push(new Dictionary());
            case Opcodes.SETITEM -> put(stack.pop(2));
            case Opcodes.SETITEMS -> put(stack.popToMark());
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean memory(int opcode) {
        switch (opcode) {
            case Opcodes.BINPUT -> memo.put(source.readInteger(1), stack.peek(Object.class));
            case Opcodes.LONG_BINPUT -> memo.put(source.readInteger(4), stack.peek(Object.class));
            case Opcodes.MEMOIZE -> memo.put((long) memo.size(), stack.peek(Object.class));
            case Opcodes.BINGET -> stack.push(remembered(source.readInteger(1)));
            case Opcodes.LONG_BINGET -> stack.push(remembered(source.readInteger(4)));
            default -> {
                return false;
            }
        }
        return true;
    }

    private void reference(int opcode) {
        switch (opcode) {
            case Opcodes.GLOBAL -> stack.push(Globals.named(line(), line()));
            case Opcodes.STACK_GLOBAL -> {
                String name = stack.pop(String.class);
                stack.push(Globals.named(stack.pop(String.class), name));
            }
            case Opcodes.INST -> throw Globals.refused(line() + "." + line());
            case Opcodes.BINPERSID -> stack.push(storages.resolve(stack.pop()));
            case Opcodes.REDUCE -> {
                List<Object> arguments = stack.pop(Sequence.class).items();
                stack.push(call(stack.pop(Globals.class), arguments));
            }
            // The attributes of an OrderedDict, such as the _metadata of a state dict, hold no tensors.
            case Opcodes.BUILD -> {
                stack.pop();
                stack.peek(Dictionary.class);
            }
            default ->
                throw new CheckpointException(String.format(
                        "its pickle has the instruction 0x%02x at byte %d, which is not allowed in a checkpoint:"
                                + " the file is damaged, hostile or not written by torch.save",
                        opcode, source.position() - 1));
        }
    }

    private void append(List<Object> items) {
        stack.peek(Sequence.class).items().addAll(items);
    }

    private void put(List<Object> items) {
        Map<Object, Object> entries = stack.peek(Dictionary.class).entries();
        if (items.size() % 2 != 0) {
            throw PickleStack.malformed();
        }
        for (int i = 0; i < items.size(); i += 2) {
            entries.put(items.get(i), items.get(i + 1));
        }
    }

    private Object remembered(long index) {
        Object value = memo.get(index);
        if (value == null) {
            throw PickleStack.malformed();
        }
        return value;
    }

    private String string(int lengthBytes) {
        return new String(bytes(lengthBytes), StandardCharsets.UTF_8);
    }

    private byte[] bytes(int lengthBytes) {
        return source.readBytes(length(lengthBytes, "a string"), "a string");
    }

    /** Reads a length and checks it against the size of the file and the limit for a pickle. */
    private long length(int bytes, String what) {
        long length = source.readInteger(bytes);
        if (length < 0 || length > MAX_BYTES - (source.position() - start)) {
            throw new CheckpointException(what + " at byte " + source.position() + " claims "
                    + Long.toUnsignedString(length) + " bytes, more than the pickle of a state dict needs");
        }
        return length;
    }

    private Object integer(long length) {
        if (length == 0) {
            return 0L;
        }
        if (length > MAX_INTEGER_BYTES) {
            throw new CheckpointException("an integer claims " + length + " bytes, more than any checkpoint needs");
        }
        byte[] bytes = source.readBytes(length, "an integer");
        for (int i = 0, j = bytes.length - 1; i < j; i++, j--) {
            byte swapped = bytes[i];
            bytes[i] = bytes[j];
            bytes[j] = swapped;
        }
        return narrowed(new BigInteger(bytes));
    }

    private static Object decimal(String line) {
        if (line.equals("00") || line.equals("01")) {
            return line.equals("01");
        }
        try {
            return narrowed(new BigInteger(line.endsWith("L") ? line.substring(0, line.length() - 1) : line));
        } catch (NumberFormatException e) {
            throw new CheckpointException("its pickle has '" + PrintableNames.printable(line) + "' as an integer", e);
        }
    }

    private static Object narrowed(BigInteger value) {
        return value.bitLength() < Long.SIZE ? (Object) value.longValue() : value;
    }

    private String line() {
        StringBuilder line = new StringBuilder();
        for (int next = source.readByte(); next != '\n'; next = source.readByte()) {
            if (line.length() == MAX_LINE) {
                throw new CheckpointException("its pickle has a name of more than " + MAX_LINE + " characters");
            }
            line.append((char) next);
        }
        return line.toString();
    }
}
