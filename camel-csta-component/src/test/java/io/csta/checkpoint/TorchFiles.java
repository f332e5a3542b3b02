package io.csta.checkpoint;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes files in PyTorch's formats around any pickle. */
final class TorchFiles {

    private TorchFiles() {}

    static Path zip(Path file, byte[] pickle, Map<String, byte[]> storages) {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("any name/data.pkl", pickle);
        entries.put("any name/byteorder", "little".getBytes(StandardCharsets.US_ASCII));
        storages.forEach((key, data) -> entries.put("any name/data/" + key, data));
        entries.put("any name/version", "3\n".getBytes(StandardCharsets.US_ASCII));
        return zip(file, entries);
    }

    static Path zip(Path file, Map<String, byte[]> entries) {
        return zip(file, entries, ZipEntry.STORED);
    }

    static Path zip(Path file, Map<String, byte[]> entries, int method) {
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> named : entries.entrySet()) {
                ZipEntry entry = new ZipEntry(named.getKey());
                CRC32 checksum = new CRC32();
                checksum.update(named.getValue());
                entry.setMethod(method);
                entry.setSize(named.getValue().length);
                entry.setCrc(checksum.getValue());
                zip.putNextEntry(entry);
                zip.write(named.getValue());
                zip.closeEntry();
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path legacy(Path file, byte[] pickle, Map<String, byte[]> storages, int elementBytes) {
        return legacy(file, pickle, storages, elementBytes, true);
    }

    static Path legacy(Path file, byte[] pickle, Map<String, byte[]> storages, int elementBytes, boolean littleEndian) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(PickleWriter.pickle()
                .op(Opcodes.LONG1, 10)
                .little(0xf9469cfc6cL, 5)
                .little(0x1950a86a20L, 5)
                .stop());
        out.writeBytes(PickleWriter.pickle().integer(1001).stop());
        out.writeBytes(PickleWriter.pickle()
                .op(Opcodes.EMPTY_DICT)
                .text("little_endian")
                .op(littleEndian ? Opcodes.NEWTRUE : Opcodes.NEWFALSE, Opcodes.SETITEM)
                .stop());
        out.writeBytes(pickle);
        PickleWriter keys = PickleWriter.pickle().op(Opcodes.EMPTY_LIST);
        storages.keySet().forEach(key -> keys.text(key).op(Opcodes.APPEND));
        out.writeBytes(keys.stop());
        storages.values().forEach(data -> {
            out.writeBytes(little(data.length / elementBytes));
            out.writeBytes(data);
        });
        return write(file, out.toByteArray());
    }

    /** The elements as a storage keeps them. */
    static byte[] floats(float... values) {
        ByteBuffer buffer = ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asFloatBuffer().put(values);
        byte[] bytes = new byte[buffer.capacity()];
        buffer.get(bytes);
        return bytes;
    }

    static byte[] little(long value) {
        byte[] bytes = new byte[Long.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(value);
        return bytes;
    }

    static Path write(Path file, byte[] bytes) {
        try {
            return Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static int indexOf(byte[] bytes, byte[] part) {
        for (int i = 0; i <= bytes.length - part.length; i++) {
            if (Arrays.equals(bytes, i, i + part.length, part, 0, part.length)) {
                return i;
            }
        }
        throw new IllegalArgumentException("not there");
    }

    static byte[] golden(String name) {
        try (var stream = TorchFiles.class.getResourceAsStream("/golden/checkpoints/" + name)) {
            if (stream == null) {
                throw new IllegalStateException("the test resource golden/checkpoints/" + name + " is missing");
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
