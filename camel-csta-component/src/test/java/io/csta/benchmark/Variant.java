package io.csta.benchmark;

import io.csta.model.ModelStore;
import io.csta.summary.SummaryOption;
import io.csta.summary.SummaryOptions;
import java.util.Arrays;
import java.util.List;

/**
 * A model and options to compare.
 *
 * @param name how tables call it
 * @param model a name, or the folder of a bundle
 * @param options the options of its summaries
 */
record Variant(String name, String model, SummaryOptions options) {

    /** The system property with the variants, separated by semicolons. */
    private static final String PROPERTY = "footage.variants";

    /** The variants of this run; by default the built-in model with its default options. */
    static List<Variant> all() {
        return Arrays.stream(System.getProperty(PROPERTY, ModelStore.DEFAULT).split(";"))
                .map(String::strip)
                .map(Variant::of)
                .toList();
    }

    /** Reads a model and options, such as {@code starter segmentation=full length=30s}. */
    static Variant of(String text) {
        String[] words = text.split("\\s+");
        SummaryOptions options = SummaryOptions.DEFAULTS;
        for (String word : List.of(words).subList(1, words.length)) {
            String[] setting = word.split("=", 2);
            options = options.with(option(setting[0]), setting[1]);
        }
        return new Variant(text, words[0], options);
    }

    private static SummaryOption<?> option(String name) {
        return SummaryOption.ALL.stream()
                .filter(option -> option.name("-").equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown option " + name));
    }
}
