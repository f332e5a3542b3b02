package io.csta.service.config;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;

/** The name that was probably meant. */
public final class Suggestion {

    /** From 0 to 1; it separates misspelled words from other words. */
    private static final double SIMILAR = 0.8;

    private static final JaroWinklerSimilarity SIMILARITY = new JaroWinklerSimilarity();
    private static final Pattern LEADING_DASHES = Pattern.compile("^-+");

    private Suggestion() {}

    /** The end of a message about an unknown word, {@code ; did you mean …?}; empty if no name is similar. */
    public static String of(String word, Stream<String> names) {
        Optional<String> nearest = names.map(name -> Map.entry(name, similarity(word, name)))
                .filter(scored -> scored.getValue() >= SIMILAR)
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey);
        return nearest.map("; did you mean %s?"::formatted).orElse("");
    }

    private static double similarity(String word, String name) {
        return SIMILARITY.apply(
                LEADING_DASHES.matcher(word).replaceFirst(""),
                LEADING_DASHES.matcher(name).replaceFirst(""));
    }
}
