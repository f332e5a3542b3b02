package io.csta.service.jobs;

import io.csta.FileNames;
import java.io.File;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes messages about jobs fit for clients: the video has its public name, and no folders of this machine appear. */
final class PublicText {

    /** The folders of an absolute path. */
    private static final Pattern FOLDERS =
            Pattern.compile("(?<![\\w.:/-])(?:[A-Za-z]:)?[/\\\\](?:[^/\\\\\\s]+[/\\\\])+");

    private PublicText() {}

    /**
     * A message about a job with the public name of its video.
     *
     * @param input where the video is on disk
     */
    static String of(String message, Job job, Path input) {
        String file = input.getFileName().toString();
        String text =
                message.replace(input.toString(), file).replace(job.output().getParent() + File.separator, "");
        String name = FileNames.shown(job.source().publicName());
        return Pattern.compile("(?<![\\w.-])" + Pattern.quote(file) + "(?=[:; ]|$)")
                .matcher(FOLDERS.matcher(text).replaceAll(""))
                .replaceFirst(Matcher.quoteReplacement(name));
    }
}
