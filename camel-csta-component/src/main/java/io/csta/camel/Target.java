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
 * @param scratch the spool folder that it is in, which the exchange takes with it when it is done; none for a place of
 *     the user's
 */
record Target(Path file, Optional<Spool.Folder> scratch) {

    private static final String SUMMARY_ENDING = ".mp4";

    /** Where a summary goes: the folder that is set, or beside the video, or to the spool. */
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
     * Where another result goes, if anywhere.
     *
     * @param kind what comes between name and ending by default, such as {@code scores}
     * @param ending with its dot
     * @throws OutputException if it cannot be written there, or a file is there and may not be replaced
     */
    static Optional<Path> ofStep(
            EffectiveOptions settings, Optional<String> fileName, Input input, String kind, String ending) {
        return settings.outputDirectory().map(folder -> {
            Path file = folder.resolve(name(fileName, input, "." + kind + ending, ending));
            try {
                Files.createDirectories(folder);
            } catch (IOException e) {
                throw new OutputException(
                        "cannot make the folder %s: %s; check permissions".formatted(folder, OutputFile.reason(e)), e);
            }
            OutputFile.check(file);
            if (Files.exists(file) && !settings.options().overwrite()) {
                throw new OutputException("%s exists: name another place, or allow to overwrite it".formatted(file));
            }
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
