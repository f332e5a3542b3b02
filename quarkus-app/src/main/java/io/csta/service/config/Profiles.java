package io.csta.service.config;

import io.csta.CstaException;
import io.csta.FileNames;
import io.csta.summary.SummaryOption;
import io.csta.summary.SummaryOption.Kind;
import io.csta.summary.SummaryOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Named options of summaries, {@code csta.profiles.NAME.OPTION}. A profile applies to the videos in a subfolder of the inbox,
 * to those with a prefix in the bucket, to those of watched folders that name it, and to requests that name it.
 */
public final class Profiles {

    /** The options that a profile, and a client, can set. */
    public static final List<SummaryOption<?>> OPTIONS = SummaryOption.of(Kind.MODEL, Kind.SUMMARY, Kind.ANALYSIS);

    private static final String FOLDER = "folder";
    private static final String PREFIX = "prefix";

    private final Map<String, Profile> profiles;

    /** The profiles of the folders that have one, by the name of the folder. */
    private final Map<String, String> folders;

    /** The profiles of the named buckets that have one, by the name of the bucket at its server. */
    private final Map<String, String> buckets;

    /** The bucket of {@code csta.s3}, in which prefixes have profiles. */
    private final Optional<String> main;

    private Profiles(Map<String, Profile> profiles, ServiceConfig config) {
        this.profiles = profiles;
        folders = new TreeMap<>();
        buckets = new TreeMap<>();
        main = config.s3().bucket();
        config.folders().forEach((name, folder) -> folder.profile().ifPresent(profile -> {
            requireKnown("csta.folders.%s.profile".formatted(name), profile);
            folders.put(name, profile);
        }));
        config.buckets().forEach((name, bucket) -> bucket.profile().ifPresent(profile -> {
            requireKnown("csta.buckets.%s.profile".formatted(name), profile);
            buckets.put(bucket.bucket(), profile);
        }));
    }

    private record Profile(SummaryOptions options, Optional<Path> folder, Optional<String> prefix) {}

    /**
     * Reads all profiles.
     *
     * @throws CstaException if an option of one is unknown or invalid; the message names it
     */
    public static Profiles of(ServiceConfig config) {
        Map<String, Profile> profiles = new TreeMap<>();
        config.profiles().forEach((name, members) -> {
            Profile profile = profile(name, members);
            profiles.forEach((other, known) -> requireDistinct(name, profile, other, known));
            profiles.put(name, profile);
        });
        return new Profiles(profiles, config);
    }

    private void requireKnown(String option, String name) {
        if (!profiles.containsKey(name)) {
            throw new CstaException("%s is '%s', which is not a profile; %s"
                    .formatted(
                            option,
                            FileNames.shown(name),
                            profiles.isEmpty()
                                    ? "define one with options that begin with csta.profiles"
                                    : "available: " + String.join(", ", profiles.keySet())));
        }
    }

    private static void requireDistinct(String name, Profile profile, String other, Profile known) {
        boolean same = (profile.folder().isPresent() && profile.folder().equals(known.folder()))
                || (profile.prefix().isPresent() && profile.prefix().equals(known.prefix()));
        if (same) {
            throw new CstaException(
                    "the profiles %s and %s have the same folder or prefix; choose one of them".formatted(other, name));
        }
    }

    private static Profile profile(String name, Map<String, String> members) {
        Map<SummaryOption<?>, Object> chosen = new HashMap<>();
        members.forEach((member, value) -> {
            if (!member.equals(FOLDER) && !member.equals(PREFIX)) {
                SummaryOption<?> option = option(name, member);
                chosen.put(option, value(name, option, value));
            }
        });
        try {
            return new Profile(
                    new SummaryOptions(chosen, Optional.empty()),
                    Optional.ofNullable(members.get(FOLDER)).map(text -> folder(name, text)),
                    Optional.ofNullable(members.get(PREFIX)));
        } catch (IllegalArgumentException e) {
            throw new CstaException("csta.profiles.%s: %s".formatted(name, e.getMessage()), e);
        }
    }

    /** Relative to the watched folder. */
    private static Path folder(String profile, String text) {
        Path folder = Path.of(text).normalize();
        if (folder.isAbsolute() || folder.startsWith("..") || folder.toString().isEmpty()) {
            throw new CstaException(
                    "csta.profiles.%s.folder is '%s'; use a subfolder of the watched folder, such as trailers"
                            .formatted(profile, FileNames.shown(text)));
        }
        return folder;
    }

    private static SummaryOption<?> option(String profile, String member) {
        return OPTIONS.stream()
                .filter(option -> option.name("-").equals(member))
                .findFirst()
                .orElseThrow(() -> {
                    List<String> names = new ArrayList<>(
                            OPTIONS.stream().map(option -> option.name("-")).toList());
                    names.addAll(List.of(FOLDER, PREFIX));
                    return new CstaException("unknown option csta.profiles.%s.%s; available: %s"
                            .formatted(profile, FileNames.shown(member), String.join(", ", names)));
                });
    }

    private static Object value(String profile, SummaryOption<?> option, String text) {
        try {
            return option.value(text);
        } catch (IllegalArgumentException e) {
            throw new CstaException("csta.profiles.%s.%s: %s".formatted(profile, option.name("-"), e.getMessage()), e);
        }
    }

    /** The models that profiles name, by the name of the option. */
    Map<String, String> models() {
        Map<String, String> models = new TreeMap<>();
        profiles.forEach((name, profile) -> Optional.ofNullable(
                        profile.options().chosen().get(SummaryOption.MODEL))
                .ifPresent(model -> models.put("csta.profiles.%s.model".formatted(name), model.toString())));
        return models;
    }

    /** The names of all profiles. */
    public Set<String> names() {
        return profiles.keySet();
    }

    /**
     * The profile of a video in a watched folder: that of the folder, or in the inbox the one with the longest subfolder that
     * contains it.
     *
     * @param name the name of the folder; empty for the inbox
     * @param file its path there
     */
    public Optional<String> ofFile(Optional<String> name, Path file) {
        if (name.isPresent()) {
            return name.map(folders::get);
        }
        return longest(profile -> profile.folder().filter(file::startsWith).map(Path::getNameCount));
    }

    /**
     * The profile of an object: that of its bucket, or in the bucket of {@code csta.s3} the one with the longest prefix.
     *
     * @param bucket the name of the bucket at its server
     * @param key its key there
     */
    public Optional<String> ofKey(String bucket, String key) {
        return main.equals(Optional.of(bucket))
                ? longest(profile -> profile.prefix().filter(key::startsWith).map(String::length))
                : Optional.ofNullable(buckets.get(bucket));
    }

    private interface Match {

        Optional<Integer> length(Profile profile);
    }

    private Optional<String> longest(Match match) {
        Stream<Map.Entry<String, Integer>> matching = profiles.entrySet().stream()
                .flatMap(entry ->
                        match.length(entry.getValue()).stream().map(length -> Map.entry(entry.getKey(), length)));
        return matching.max(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
    }

    /**
     * The options of a profile, except those that a request has chosen itself.
     *
     * @param name its name
     * @param requested the options of the request
     * @throws CstaException if there is no such profile
     */
    public SummaryOptions applied(String name, SummaryOptions requested) {
        Profile profile = profiles.get(name);
        if (profile == null) {
            throw new CstaException("there is no profile %s any more; add csta.profiles.%s, or submit the video again"
                    .formatted(name, name));
        }
        Map<SummaryOption<?>, Object> chosen = new HashMap<>(requested.chosen());
        boolean hasBudget = SummaryOption.EXCLUSIVE.stream().anyMatch(chosen::containsKey);
        profile.options().chosen().forEach((option, value) -> {
            if (!(hasBudget && SummaryOption.EXCLUSIVE.contains(option))) {
                chosen.putIfAbsent(option, value);
            }
        });
        return new SummaryOptions(chosen, requested.output());
    }
}
