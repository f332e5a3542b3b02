package io.csta.service.http;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;

/**
 * What a folder contains.
 *
 * @param files the number of files
 * @param bytes their size
 */
record FolderSize(long files, long bytes) {

    /**
     * Measures a folder, as far as it can be read.
     *
     * @param folder without links
     * @param others folders inside of it that do not count, without links
     */
    static FolderSize of(Path folder, Set<Path> others) {
        Visitor visitor = new Visitor(folder, others);
        try {
            Files.walkFileTree(folder, visitor);
        } catch (IOException e) {
            throw new IllegalStateException("the visitor ignores what cannot be read", e);
        }
        return new FolderSize(visitor.files, visitor.bytes);
    }

    /** A path without links, as far as it exists. */
    static Path real(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException e) {
            return folder.toAbsolutePath().normalize();
        }
    }

    private static final class Visitor extends SimpleFileVisitor<Path> {

        private final Path folder;
        private final Set<Path> others;
        private long files;
        private long bytes;

        private Visitor(Path folder, Set<Path> others) {
            this.folder = folder;
            this.others = others;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            boolean isOther = !directory.equals(folder) && others.contains(directory);
            return isOther ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile()) {
                files++;
                bytes += attributes.size();
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, IOException e) {
            return FileVisitResult.CONTINUE;
        }
    }
}
