package io.csta.camel;

import io.csta.FileNames;
import io.csta.OutputException;
import io.csta.OutputFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Where the result of one message goes.
 *
 * @param file the file to write
 * @param scratch its spool folder, which is deleted when the exchange is done; empty for a folder of the user
 */
record Target(Path file, Optional<Spool.Folder> scratch) {

    private static final String SUMMARY_ENDING = ".mp4";

    /** Where a summary goes: to the output directory, or next to the video, or to the spool. */
    static Target ofSummary(EffectiveOptions settings, Optional<String> fileName, Input input, Spool spool) {
        String name = name(fileName, input, FileNames.SUMMARY, SUMMARY_ENDING);
        if (settings.outputDirectory().isPresent()) {
            return new Target(settings.outputDirectory().get().resolve(name), Optional.empty());
        }
        if (input.isUsersFile()) {
            return new Target(input.file().resolveSibling(name), Optional.empty());
        }
        Spool.Folder scratch = spool.folder();
        return new Target(scratch.file(name), Optional.of(scratch));
    }

    /**
     * Where the result of another operation goes, if it is written to a file.
     *
     * @param kind the default text between name and extension, such as {@code scores}
     * @param ending the extension, with its dot
     * @throws OutputException if it cannot be written there, or exists and must not be replaced
     */
    static Optional<Path> ofStep(
            EffectiveOptions settings, Optional<String> fileName, Input input, String kind, String ending) {
        return settings.outputDirectory().map(folder -> {
            Path file = folder.resolve(name(fileName, input, "." + kind + ending, ending));
            try {
                Files.createDirectories(folder);
            } catch (IOException e) {
                throw new OutputException(
                        "cannot create the folder %s: %s; check permissions".formatted(folder, OutputFile.reason(e)),
                        e);
            }
            OutputFile.check(file, settings.options().overwrite());
            return file;
        });
    }

    private static String name(Optional<String> fileName, Input input, String byDefault, String ending) {
        if (fileName.isEmpty()) {
            return FileNames.withEnding(FileNames.stem(input.name()), byDefault);
        }
        String name = FileNames.safe(fileName.get());
        boolean complete = name.toLowerCase(Locale.ROOT).endsWith(ending);
        return complete ? name : FileNames.withEnding(name, ending);
    }
}
