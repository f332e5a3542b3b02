package io.csta.jobs;

import java.io.File;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the service says of a job, made fit for others: they know the video by its name, and none of our folders. */
final class PublicText {

    /** A path that begins at the root, up to its last part. */
    private static final Pattern FOLDERS =
            Pattern.compile("(?<![\\w.:/-])(?:[A-Za-z]:)?[/\\\\](?:[^/\\\\\\s]+[/\\\\])+");

    /** What {@link Jobs#input} calls a video that came from elsewhere. */
    private static final Pattern INPUT = Pattern.compile("\\binput(?:\\.[a-z0-9]{1,8})?(?=[:; ]|$)");

    private PublicText() {}

    /** A message about a job with the name that its video has for others. */
    static String of(String message, Job job) {
        String own = Objects.requireNonNull(job.output().toAbsolutePath().getParent()) + File.separator;
        String plain = FOLDERS.matcher(message.replace(own, "")).replaceAll("");
        String name = FileNames.shown(job.source().name());
        return job.source() instanceof Source.Folder
                ? plain
                : INPUT.matcher(plain).replaceFirst(Matcher.quoteReplacement(name));
    }
}
