package io.csta.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The safetensors format: the length of the header in 8 bytes, the header, then the elements of all tensors without gaps,
 * little-endian.
 */
final class Safetensors {

    private static final int LENGTH_BYTES = 8;
    private static final int ALIGNMENT = 8;
    /** Below the format's own limit of 100 MB; the header of ten thousand tensors has 1 MB. */
    private static final long MAX_HEADER_BYTES = 16L << 20;

    private static final int CHUNK = 1 << 20;

    private Safetensors() {}

    static Checkpoint read(ByteSource source) throws IOException {
        MemoryLimit memory = new MemoryLimit(source.remaining());
        long length = source.readInteger(LENGTH_BYTES);
        if (length < 0 || length > MAX_HEADER_BYTES) {
            throw new CheckpointException("claims a safetensors header of " + Long.toUnsignedString(length)
                    + " bytes, but the limit is " + MAX_HEADER_BYTES + ": it is damaged or has another format");
        }
        byte[] json = source.readBytes(length, "the safetensors header");
        SafetensorsHeader header = SafetensorsHeader.parse(new String(json, StandardCharsets.UTF_8));
        Map<String, Tensor> read = data(source, header, memory);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        header.entries().keySet().forEach(name -> tensors.put(name, read.get(name)));
        return new Checkpoint(tensors, header.metadata());
    }

    /** The tensors in the order of their data, which must have no gaps and overlaps. */
    private static Map<String, Tensor> data(ByteSource source, SafetensorsHeader header, MemoryLimit memory) {
        List<Map.Entry<String, SafetensorsHeader.Entry>> inOrder = header.entries().entrySet().stream()
                .sorted(Comparator.comparingLong((Map.Entry<String, SafetensorsHeader.Entry> e) ->
                                e.getValue().begin())
                        .thenComparingLong(e -> e.getValue().end()))
                .toList();
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        long position = 0;
        for (Map.Entry<String, SafetensorsHeader.Entry> named : inOrder) {
            String what = "the tensor " + PrintableNames.printable(named.getKey());
            SafetensorsHeader.Entry entry = named.getValue();
            if (entry.begin() != position || entry.end() < position) {
                throw new CheckpointException(what + " claims the bytes from " + entry.begin() + " to " + entry.end()
                        + ", but the data before it ends at " + position + ": the file is damaged");
            }
            source.require(entry.end() - position, what);
            byte[] bytes = memory.allocate(entry.end() - position, what);
            source.readInto(bytes, what);
            tensors.put(named.getKey(), Tensor.view(entry.dtype(), entry.sizes(), ByteBuffer.wrap(bytes)));
            position = entry.end();
        }
        if (source.remaining() > 0) {
            throw new CheckpointException(
                    "has " + source.remaining() + " bytes more than its tensors take: it is damaged or hostile");
        }
        return tensors;
    }

    /** Writes names in their order, but data by decreasing element size, so that every element is aligned. */
    static void write(Checkpoint checkpoint, WritableByteChannel channel) throws IOException {
        List<Map.Entry<String, Tensor>> inOrder = checkpoint.tensors().entrySet().stream()
                .sorted(Comparator.comparing(e -> -e.getValue().dtype().bytes()))
                .toList();
        Map<String, SafetensorsHeader.Entry> places = new LinkedHashMap<>();
        checkpoint.tensors().keySet().forEach(name -> places.put(name, nowhere()));
        long position = 0;
        for (Map.Entry<String, Tensor> named : inOrder) {
            Tensor tensor = named.getValue();
            long end = position + tensor.data().remaining();
            List<Long> shape = Arrays.stream(tensor.shape()).boxed().toList();
            places.put(named.getKey(), new SafetensorsHeader.Entry(tensor.dtype(), shape, position, end));
            position = end;
        }
        write(header(new SafetensorsHeader(places, checkpoint.metadata()).json()), channel);
        for (Map.Entry<String, Tensor> named : inOrder) {
            write(named.getValue().data(), channel);
        }
    }

    private static SafetensorsHeader.Entry nowhere() {
        return new SafetensorsHeader.Entry(DType.UINT8, List.of(), 0, 0);
    }

    private static ByteBuffer header(String json) {
        byte[] text = json.getBytes(StandardCharsets.UTF_8);
        int padded = (text.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        byte[] spaces = new byte[padded - text.length];
        Arrays.fill(spaces, (byte) ' ');
        return ByteBuffer.allocate(LENGTH_BYTES + padded)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(padded)
                .put(text)
                .put(spaces)
                .flip();
    }

    /** Writes in chunks, because the JDK copies each whole buffer to native memory. */
    private static void write(ByteBuffer buffer, WritableByteChannel channel) throws IOException {
        while (buffer.hasRemaining()) {
            ByteBuffer chunk = buffer.slice(buffer.position(), Math.min(CHUNK, buffer.remaining()));
            buffer.position(buffer.position() + channel.write(chunk));
        }
    }
}
