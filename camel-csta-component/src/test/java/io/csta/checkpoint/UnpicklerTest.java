package io.csta.checkpoint;

import static io.csta.checkpoint.PickleWriter.pickle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csta.checkpoint.Pickled.Dictionary;
import io.csta.checkpoint.Pickled.None;
import io.csta.checkpoint.Pickled.Sequence;
import java.math.BigInteger;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnpicklerTest {

    @Test
    void read_plainValues_areThemselves() {
        assertThat(read(pickle().op(Opcodes.NONE))).isEqualTo(None.NONE);
        assertThat(read(pickle().op(Opcodes.NEWTRUE))).isEqualTo(true);
        assertThat(read(pickle().op(Opcodes.BININT).little(-5, 4))).isEqualTo(-5L);
        assertThat(read(pickle().op(Opcodes.BININT1, 200))).isEqualTo(200L);
        assertThat(read(pickle().op(Opcodes.BININT2).little(60_000, 2))).isEqualTo(60_000L);
        assertThat(read(pickle().integer(Long.MIN_VALUE))).isEqualTo(Long.MIN_VALUE);
        assertThat(read(pickle().op(Opcodes.LONG1, 0))).isEqualTo(0L);
        assertThat(read(pickle().op(Opcodes.LONG1, 9).little(0, 8).op(1))).isEqualTo(BigInteger.ONE.shiftLeft(64));
        assertThat(read(pickle().op(Opcodes.BINFLOAT, 0xbf, 0xf8, 0, 0, 0, 0, 0, 0)))
                .isEqualTo(-1.5);
        assertThat(read(pickle().op(Opcodes.INT, '0', '1', '\n'))).isEqualTo(true);
        assertThat(read(pickle().op(Opcodes.LONG, '-', '7', 'L', '\n'))).isEqualTo(-7L);
        assertThat(read(pickle().text("naïve"))).isEqualTo("naïve");
        assertThat(read(pickle().op(Opcodes.SHORT_BINSTRING, 2, 'h', 'i'))).isEqualTo("hi");
        assertThat(read(pickle().op(Opcodes.SHORT_BINBYTES, 2, 'h', 'i'))).isEqualTo(new byte[] {'h', 'i'});
    }

    @Test
    void read_protocolFour_worksThroughFramesAndTheStack() {
        Object read = read(new PickleWriter()
                .op(Opcodes.PROTO, 4, Opcodes.FRAME)
                .little(30, 8)
                .op(Opcodes.SHORT_BINUNICODE, 11)
                .op("collections".chars().toArray())
                .op(Opcodes.MEMOIZE, Opcodes.SHORT_BINUNICODE, 11)
                .op("OrderedDict".chars().toArray())
                .op(Opcodes.MEMOIZE, Opcodes.STACK_GLOBAL, Opcodes.EMPTY_TUPLE, Opcodes.REDUCE)
                .op(Opcodes.BINGET, 1, Opcodes.BINGET, 0, Opcodes.SETITEM));

        assertThat(((Dictionary) read).entries()).containsEntry("OrderedDict", "collections");
    }

    @Test
    void read_containers_keepTheirOrder() {
        Object list = read(pickle().op(Opcodes.EMPTY_LIST, Opcodes.MARK)
                .text("b")
                .text("a")
                .op(Opcodes.APPENDS));
        Object pairs = read(pickle().global("collections", "OrderedDict")
                .op(Opcodes.EMPTY_LIST)
                .text("z")
                .op(Opcodes.BININT1, 1, Opcodes.TUPLE2, Opcodes.APPEND, Opcodes.TUPLE1, Opcodes.REDUCE));

        assertThat(((Sequence) list).items()).isEqualTo(List.of("b", "a"));
        assertThat(((Dictionary) pairs).entries()).containsEntry("z", 1L).hasSize(1);
    }

    @Test
    void read_attributesOfAnOrderedDict_areLeftOut() {
        // What torch.save writes for the _metadata of a state dict.
        Object read = read(pickle().global("collections", "OrderedDict")
                .op(Opcodes.EMPTY_TUPLE, Opcodes.REDUCE, Opcodes.EMPTY_DICT)
                .text("_metadata")
                .op(Opcodes.NONE, Opcodes.SETITEM, Opcodes.BUILD));

        assertThat(((Dictionary) read).entries()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "os, system",
        "posix, system",
        "builtins, eval",
        "__builtin__, getattr",
        "subprocess, Popen",
        "torch, load",
        "torch, device",
        "torch.storage, _load_from_bytes",
        "numpy.core.multiarray, _reconstruct",
        "java.lang, Runtime",
        "collections, OrderedDict.fromkeys",
        "torch, FloatStorage.from_file"
    })
    void read_anyOtherName_isRefusedByThatName(String module, String name) {
        assertThatRefused(pickle().global(module, name)).hasMessageContaining("refers to " + module + "." + name + ",");
        assertThatRefused(pickle().text(module).text(name).op(Opcodes.STACK_GLOBAL))
                .hasMessageContaining("refers to " + module + "." + name + ",");
        assertThatRefused(pickle().op(Opcodes.MARK, Opcodes.INST)
                        .op((module + "\n" + name + "\n").chars().toArray()))
                .hasMessageContaining("refers to " + module + "." + name + ",");
    }

    @Test
    void read_nameWithControlCharacters_staysOnOneLine() {
        assertThatRefused(pickle().text("os\n\u001b[31m").text("x".repeat(500)).op(Opcodes.STACK_GLOBAL))
                .message()
                .doesNotContain("\n", "\u001b")
                .hasSizeLessThan(400);
    }

    @ParameterizedTest
    // NEWOBJ, NEWOBJ_EX, OBJ, EXT1, EXT2, EXT4, PERSID, NEXT_BUFFER, READONLY_BUFFER, STRING, and two unknown ones
    @ValueSource(ints = {0x81, 0x92, 'o', 0x82, 0x83, 0x84, 'P', 0x97, 0x98, 'S', 0x00, 0xff})
    void read_otherInstruction_isRefused(int opcode) {
        assertThatRefused(pickle().op(Opcodes.MARK)
                        .global("collections", "OrderedDict")
                        .op(Opcodes.EMPTY_TUPLE, opcode, 1, 0, 0, 0))
                .hasMessageContaining(String.format("0x%02x", opcode));
    }

    @Test
    void read_callOfWhatIsNoFunction_isRefused() {
        assertThatRefused(pickle().text("os.system").op(Opcodes.EMPTY_TUPLE, Opcodes.REDUCE));
        assertThatRefused(pickle().global("torch", "FloatStorage").op(Opcodes.EMPTY_TUPLE, Opcodes.REDUCE));
        assertThatRefused(
                pickle().global("torch._utils", "_rebuild_parameter").text("x").op(Opcodes.REDUCE));
        assertThatRefused(
                pickle().global("torch._utils", "_rebuild_parameter").text("x").op(Opcodes.TUPLE1, Opcodes.REDUCE));
    }

    @ParameterizedTest
    @ValueSource(ints = {Opcodes.BINUNICODE8, Opcodes.BINBYTES8, Opcodes.BYTEARRAY8, Opcodes.FRAME})
    void read_lengthOfEightBytesThatLies_isRefused(int opcode) {
        for (long length : new long[] {-1, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 40, Integer.MAX_VALUE, 1 << 20}) {
            PickleWriter pickle = pickle().op(opcode).little(length, 8);
            if (opcode == Opcodes.FRAME && length == 1 << 20) {
                continue;
            }
            assertThatRefused(pickle).hasMessageContaining("bytes");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {Opcodes.BINUNICODE, Opcodes.BINSTRING, Opcodes.BINBYTES, Opcodes.LONG4})
    void read_lengthOfFourBytesThatLies_isRefused(int opcode) {
        for (long length : new long[] {0xffffffffL, Integer.MAX_VALUE, 1 << 20}) {
            assertThatRefused(pickle().op(opcode).little(length, 4)).hasMessageContaining("bytes");
        }
    }

    @Test
    void read_nestedWithoutEnd_endsInAMessage() {
        PickleWriter deep = pickle();
        for (int i = 0; i < 450_000; i++) {
            deep.op(Opcodes.EMPTY_LIST);
        }
        for (int i = 0; i < 450_000; i++) {
            deep.op(Opcodes.APPEND);
        }
        assertThatRefused(deep).hasMessageContaining("steps");

        PickleWriter tuples = pickle().op(Opcodes.EMPTY_TUPLE);
        for (int i = 0; i < 450_000; i++) {
            tuples.op(Opcodes.TUPLE1);
        }
        assertThat(read(tuples)).isInstanceOf(Sequence.class);
    }

    @Test
    void read_containersAsKeysOrInThemselves_areNotFollowed() {
        Object read = read(pickle().op(Opcodes.EMPTY_DICT, Opcodes.EMPTY_LIST, Opcodes.DUP, Opcodes.APPEND)
                .op(Opcodes.NONE, Opcodes.SETITEM, Opcodes.DUP, Opcodes.DUP, Opcodes.DUP, Opcodes.SETITEM));

        assertThat(((Dictionary) read).entries().size()).isEqualTo(2);
    }

    @Test
    void read_listCopiedByManyCalls_endsInAMessage() {
        PickleWriter pickle = pickle().op(Opcodes.EMPTY_LIST, Opcodes.MARK);
        for (int i = 0; i < 100_000; i++) {
            pickle.op(Opcodes.NONE, Opcodes.NONE, Opcodes.TUPLE2);
        }
        pickle.op(Opcodes.APPENDS, Opcodes.TUPLE1, Opcodes.BINPUT, 0);
        for (int i = 0; i < 1000; i++) {
            pickle.global("collections", "OrderedDict").op(Opcodes.BINGET, 0, Opcodes.REDUCE);
        }
        assertThatRefused(pickle).hasMessageContaining("steps");
    }

    @Test
    void read_memoOfAnyIndex_takesNoRoomForTheOthers() {
        assertThat(read(pickle().op(Opcodes.NONE, Opcodes.LONG_BINPUT)
                        .little(0xffffffffL, 4)
                        .op(Opcodes.LONG_BINGET)
                        .little(0xffffffffL, 4)))
                .isEqualTo(None.NONE);
        assertThatRefused(pickle().op(Opcodes.BINGET, 3));
    }

    @Test
    void read_emptyStackOrMissingMark_isRefused() {
        for (int opcode : new int[] {
            Opcodes.STOP,
            Opcodes.POP,
            Opcodes.POP_MARK,
            Opcodes.DUP,
            Opcodes.TUPLE,
            Opcodes.TUPLE3,
            Opcodes.APPEND,
            Opcodes.APPENDS,
            Opcodes.SETITEM,
            Opcodes.SETITEMS,
            Opcodes.MEMOIZE,
            Opcodes.REDUCE,
            Opcodes.BUILD,
            Opcodes.BINPERSID,
            Opcodes.STACK_GLOBAL,
            Opcodes.FROZENSET
        }) {
            assertThatRefused(pickle().op(opcode));
            assertThatRefused(pickle().op(Opcodes.EMPTY_LIST, Opcodes.MARK, opcode, Opcodes.APPEND, Opcodes.APPEND));
        }
    }

    @Test
    void read_numbersAndProtocolsThatAreNone_areRefused() {
        assertThatRefused(pickle().op(Opcodes.LONG, 'x', '\n')).hasMessageContaining("'x'");
        assertThatRefused(new PickleWriter().op(Opcodes.PROTO, 6, Opcodes.NONE)).hasMessageContaining("protocol 6");
        assertThatRefused(pickle().global("x".repeat(5000), "y")).hasMessageContaining("4096");
    }

    private static Object read(PickleWriter pickle) {
        return Unpickler.read(ByteSource.of(pickle.stop()), new PersistentId());
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> assertThatRefused(PickleWriter pickle) {
        return assertThatThrownBy(() -> read(pickle)).isInstanceOf(CheckpointException.class);
    }
}
