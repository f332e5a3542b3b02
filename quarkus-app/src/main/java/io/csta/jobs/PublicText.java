package io.csta.jobs;

import io.csta.FileNames;
import java.io.File;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the service says of a job, made fit for others: they know the video by its name, and none of our folders. */
final class PublicText {

    /** A path that begins at the root, up to its last part. */
    private static final Pattern FOLDERS =
            Pattern.compile("(?<![\\w.:/-])(?:[A-Za-z]:)?[/\\\\](?:[^/\\\\\\s]+[/\\\\])+");

    private PublicText() {}

    /**
     * A message about a job with the name that its video has for others.
     *
     * @param input where the video is on disk
     */
    static String of(String message, Job job, Path input) {
        String file = input.getFileName().toString();
        String text =
                message.replace(input.toString(), file).replace(job.output().getParent() + File.separator, "");
        String name = FileNames.shown(JobView.origin(job.source()).name());
        return Pattern.compile("(?<![\\w.-])" + Pattern.quote(file) + "(?=[:; ]|$)")
                .matcher(FOLDERS.matcher(text).replaceAll(""))
                .replaceFirst(Matcher.quoteReplacement(name));
    }
}
