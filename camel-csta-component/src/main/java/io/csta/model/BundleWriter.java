package io.csta.model;

import io.csta.OutputFile;
import io.csta.Sha256;
import io.csta.checkpoint.Checkpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Writes a bundle to a temporary folder, and moves it to its final place when it is complete. */
final class BundleWriter {

    private BundleWriter() {}

    /** Writes the content of a bundle. */
    @FunctionalInterface
    interface Filling {
        ModelCard into(Path staging) throws IOException;
    }

    /** Writes a new folder and moves it to {@code bundle}, replacing an existing bundle. */
    static ModelCard write(Path bundle, Filling filling) {
        Path folder = bundle.toAbsolutePath().getParent();
        try {
            Files.createDirectories(folder);
            String mark = "." + bundle.getFileName() + "." + UUID.randomUUID();
            Path staging = Files.createDirectory(bundle.resolveSibling(mark + ".new"));
            Path replaced = bundle.resolveSibling(mark + ".old");
            try {
                ModelCard card = filling.into(staging);
                if (Files.exists(bundle)) {
                    Files.move(bundle, replaced, StandardCopyOption.ATOMIC_MOVE);
                }
                Files.move(staging, bundle, StandardCopyOption.ATOMIC_MOVE);
                return card;
            } finally {
                delete(staging);
                delete(replaced);
            }
        } catch (IOException e) {
            throw new ModelException(
                    "the model cannot be written to %s: %s; check disk space and permissions"
                            .formatted(bundle, OutputFile.reason(e)),
                    e);
        }
    }

    /** The file name of the checkpoint with this role. */
    static String file(String role) {
        return role + ".safetensors";
    }

    /** Writes a checkpoint into the folder. */
    static ModelCard.WeightFile weights(Path staging, String role, Checkpoint checkpoint) {
        Path file = staging.resolve(file(role));
        checkpoint.writeSafetensors(file);
        return new ModelCard.WeightFile(file.getFileName().toString(), sha256(file));
    }

    /** The SHA-256 of a file, in lower-case hexadecimal digits. */
    static String sha256(Path file) {
        try {
            return Sha256.of(file);
        } catch (IOException e) {
            throw new ModelException(
                    "%s cannot be read: %s; import the model again".formatted(file, OutputFile.reason(e)), e);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> children;
        try (Stream<Path> paths = Files.walk(folder)) {
            children = paths.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : children) {
            Files.delete(path);
        }
    }
}
