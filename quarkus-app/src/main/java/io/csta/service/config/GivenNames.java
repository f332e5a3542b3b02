package io.csta.service.config;

import io.csta.CstaException;
import io.csta.FileNames;
import java.util.Collection;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The names that operators give to folders and buckets. They are part of paths, routes and the names of videos. */
final class GivenNames {

    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]*");

    private GivenNames() {}

    /**
     * Checks names.
     *
     * @param group the options that contain them, such as {@code csta.folders}
     * @throws CstaException if a name has another form
     */
    static void check(String group, Collection<String> names) {
        for (String name : new TreeSet<>(names)) {
            if (!FORM.matcher(name).matches()) {
                throw new CstaException("%s.%s: the name '%s' is invalid; use lower-case letters, digits and hyphens"
                        .formatted(group, FileNames.shown(name), FileNames.shown(name)));
            }
        }
    }
}
