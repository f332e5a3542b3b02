package io.csta.diagnosis;

import java.nio.file.Path;

/**
 * A folder that the program writes to.
 *
 * @param use its purpose, in a word or two
 * @param path the folder, which need not exist
 * @param required whether something does not work if it cannot be written to
 * @param option what to change to use another folder, for example {@code CSTA_HOME}
 */
public record Folder(String use, Path path, boolean required, String option) {}
