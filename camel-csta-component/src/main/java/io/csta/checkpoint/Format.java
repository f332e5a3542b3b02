package io.csta.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

/** The formats of checkpoint files, detected from their first bytes. */
enum Format {
    TORCH_ZIP,
    TORCH_LEGACY,
    SAFETENSORS;

    private static final int SIGNATURE_BYTES = 9;
    private static final String ZIP = "504b0304";
    private static final int PICKLE = 0x80;

    /**
     * The format of a file.
     *
     * @throws CheckpointException if it is none of these
     */
    static Format of(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new CheckpointException("not a file but a folder; specify a checkpoint file");
        }
        byte[] start;
        try (InputStream stream = Files.newInputStream(file)) {
            start = stream.readNBytes(SIGNATURE_BYTES);
        }
        return of(start, Files.size(file));
    }

    private static Format of(byte[] start, long size) {
        String hex = HexFormat.of().formatHex(start);
        if (hex.startsWith(ZIP)) {
            return TORCH_ZIP;
        }
        // The length of a short header can begin like a pickle, but only in a header do zeros follow.
        boolean json = start.length == SIGNATURE_BYTES && start[SIGNATURE_BYTES - 1] == '{';
        if (json && headerLength(start) < size) {
            return SAFETENSORS;
        }
        if (start.length > 1 && (start[0] & 0xff) == PICKLE && start[1] >= 0 && start[1] <= Unpickler.MAX_PROTOCOL) {
            return TORCH_LEGACY;
        }
        if (json) {
            return SAFETENSORS;
        }
        throw new CheckpointException(
                start.length == 0
                        ? "empty file; copy or download it again"
                        : "is neither a PyTorch file (.pt, .pth) nor safetensors: it starts with the bytes " + hex);
    }

    private static long headerLength(byte[] start) {
        long length = 0;
        for (int i = 7; i >= 0; i--) {
            length = (length << 8) | (start[i] & 0xff);
        }
        return length < 0 ? Long.MAX_VALUE : length;
    }
}
