package io.csta.camel;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What one message wants to have worked on. Closing it removes what was stored for it.
 *
 * @param name a safe name for what is made of it
 * @param file where it is, or will be once {@link #file()} has got it
 * @param folder the spool folder that it is in; none for a file of the user's
 * @param source where it has to be got from first, if anywhere
 */
record Input(String name, Path file, Optional<Spool.Folder> folder, Optional<Source> source) implements AutoCloseable {

    /**
     * A URL, and how to get what is there.
     *
     * @param url allowed
     * @param download its bounds
     */
    record Source(URI url, UrlDownload download) {}

    /** The file, got from its URL if that is its source; takes as long as that takes. */
    Path fetch() {
        source.ifPresent(there -> there.download().fetch(there.url(), file));
        return file;
    }

    /** Whether results can go beside it. */
    boolean isUsersFile() {
        return folder.isEmpty();
    }

    @Override
    public void close() {
        folder.ifPresent(Spool.Folder::close);
    }
}
