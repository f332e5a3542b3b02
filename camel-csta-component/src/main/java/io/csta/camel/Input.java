package io.csta.camel;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The input of one message. Closing it deletes its spool folder.
 *
 * @param name a safe file name, from which the names of results are derived
 * @param file the file, which exists after {@link #fetch()}
 * @param folder the spool folder of the file; empty for a file of the user
 * @param source the download that {@link #fetch()} has to do first, if any
 */
record Input(String name, Path file, Optional<Spool.Folder> folder, Optional<Source> source) implements AutoCloseable {

    /**
     * A download.
     *
     * @param url an allowed URL
     * @param download its limits
     */
    record Source(URI url, UrlDownload download) {}

    /** The file; downloads it first if it comes from a URL. */
    Path fetch() {
        source.ifPresent(there -> there.download().fetch(there.url(), file));
        return file;
    }

    /** Whether the file is the user's, so that results can go next to it. */
    boolean isUsersFile() {
        return folder.isEmpty();
    }

    @Override
    public void close() {
        folder.ifPresent(Spool.Folder::close);
    }
}
