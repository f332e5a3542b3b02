package io.csta.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.csta.OutputException;
import io.csta.OutputFile;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.ZipException;

/**
 * Named tensors in the order of their file; immutable.
 *
 * <p>Reading a file executes nothing in it, and sizes and offsets are checked before they are used: a damaged or
 * hostile file causes a {@link CheckpointException}. Safe for use by several threads.
 *
 * @param tensors the tensors by name; immutable
 * @param metadata the free text of a safetensors file by key, empty for other files; immutable
 */
public record Checkpoint(Map<String, Tensor> tensors, Map<String, String> metadata) {

    private static final int BUFFER = 1 << 16;

    /** Copies both maps, keeping their order. */
    public Checkpoint {
        tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    /** A checkpoint of these tensors, without metadata. */
    public static Checkpoint of(Map<String, Tensor> tensors) {
        return new Checkpoint(tensors, Map.of());
    }

    /**
     * Reads a checkpoint and verifies all of its data.
     *
     * <p>The format is detected from the content: PyTorch's zip format, PyTorch's legacy format, or safetensors. In PyTorch files the
     * tensors may be in a dict under {@code state_dict}, {@code model} or {@code model_state_dict}; other
     * members of such a dict are ignored.
     *
     * @throws CheckpointException if the file cannot be read, has another format, is damaged, or names any class or
     *     function beyond tensors and plain containers
     */
    public static Checkpoint read(Path file) {
        try {
            return switch (Format.of(file)) {
                case TORCH_ZIP -> TorchZip.read(file);
                case TORCH_LEGACY -> readStream(file, TorchLegacy::read);
                case SAFETENSORS -> readStream(file, Safetensors::read);
            };
        } catch (CheckpointException e) {
            throw new CheckpointException(file + ": " + e.getMessage(), e);
        } catch (UncheckedIOException e) {
            Throwable cause = e.getCause();
            throw unreadable(file, cause == null ? e : cause);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /**
     * Reads a checkpoint in the safetensors format from memory.
     *
     * @throws CheckpointException if the bytes have another format or are damaged
     */
    public static Checkpoint ofSafetensors(byte[] bytes) {
        try {
            return Safetensors.read(ByteSource.of(bytes));
        } catch (IOException e) {
            throw new CheckpointException("the checkpoint cannot be read: " + reason(e), e);
        }
    }

    /**
     * The tensor of a name.
     *
     * @throws CheckpointException if there is no such tensor
     */
    public Tensor tensor(String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new CheckpointException("no such tensor: " + PrintableNames.printable(name) + "; the checkpoint has "
                    + tensors.size()
                    + ", such as "
                    + tensors.keySet().stream()
                            .limit(3)
                            .map(PrintableNames::printable)
                            .collect(Collectors.joining(", ")));
        }
        return tensor;
    }

    /**
     * Writes this checkpoint, metadata included, in the safetensors format.
     *
     * <p>The file is forced to the disk and appears when it is complete; an existing one is replaced.
     *
     * @throws CheckpointException if a tensor has a name that the format reserves
     * @throws OutputException if the file cannot be written
     */
    public void writeSafetensors(Path file) {
        if (tensors.containsKey(SafetensorsHeader.METADATA)) {
            throw new CheckpointException("%s: the name %s is reserved in the safetensors format; rename the tensor"
                    .formatted(file, SafetensorsHeader.METADATA));
        }
        OutputFile.write(file, part -> {
            try (FileChannel channel =
                    FileChannel.open(part, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
                Safetensors.write(this, channel);
            }
        });
    }

    private static Checkpoint readStream(Path file, Reader reader) throws IOException {
        try (InputStream stream = new BufferedInputStream(Files.newInputStream(file), BUFFER)) {
            return reader.read(new ByteSource(stream, Files.size(file)));
        }
    }

    private interface Reader {
        Checkpoint read(ByteSource source) throws IOException;
    }

    private static CheckpointException unreadable(Path file, Throwable cause) {
        String what = "cannot be read: " + reason(cause);
        if (cause instanceof NoSuchFileException) {
            what = "no such file; check the path";
        } else if (cause instanceof ZipException) {
            what = "has a damaged zip archive (" + PrintableNames.printable(reason(cause))
                    + "); copy or download it again";
        } else if (cause instanceof JsonProcessingException json) {
            what = "has a malformed safetensors header (" + PrintableNames.printable(json.getOriginalMessage())
                    + "); copy or download it again";
        }
        return new CheckpointException(file + ": " + what, cause);
    }

    private static String reason(Throwable cause) {
        String message = cause.getMessage() == null ? "" : " (" + cause.getMessage() + ")";
        return cause.getClass().getSimpleName() + message;
    }
}
