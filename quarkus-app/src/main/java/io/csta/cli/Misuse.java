package io.csta.cli;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in one line what is wrong with the arguments, and what was probably meant. */
final class Misuse {

    /** From 0 to 1; it separates misspelled words from other words. */
    private static final double SIMILAR = 0.8;

    private static final JaroWinklerSimilarity SIMILARITY = new JaroWinklerSimilarity();
    private static final Pattern LEADING_DASHES = Pattern.compile("^-+");
    private static final Pattern LABEL_OF_PICOCLI =
            Pattern.compile("^Error: |^Invalid value for positional parameter at index \\S+ \\(.*?\\): ");
    private static final Pattern ENUM_OF_PICOCLI =
            Pattern.compile("expected one of \\[(.*)] \\(case-(?:in)?sensitive\\) but was ('.*')$");

    private Misuse() {}

    /** What is wrong. */
    static String describe(ParameterException e) {
        if (e instanceof UnmatchedArgumentException unmatched) {
            return describe(unmatched);
        }
        String message =
                LABEL_OF_PICOCLI.matcher(String.valueOf(e.getMessage())).replaceFirst("");
        return ENUM_OF_PICOCLI.matcher(message).replaceFirst(found -> {
            String words = found.group(1).toLowerCase(Locale.ROOT).replace(", ", " or ");
            return Matcher.quoteReplacement("unknown value %s; use %s".formatted(found.group(2), words));
        });
    }

    private static String describe(UnmatchedArgumentException e) {
        CommandLine command = e.getCommandLine();
        String word = e.getUnmatched().get(0);
        if (e.isUnknownOption()) {
            Stream<String> names = command.getCommandSpec().options().stream().flatMap(each -> Stream.of(each.names()));
            return "Unknown option: '%s'%s".formatted(word, suggestion(word, names));
        }
        return command.getSubcommands().isEmpty() ? unexpected(word) : unknownCommand(command, word);
    }

    /** One argument too many, or a further file that could not be converted, of which picocli does not keep the reason. */
    private static String unexpected(String word) {
        try {
            CommandLines.path(word);
            return "unexpected argument '%s'; quote names that contain spaces".formatted(word);
        } catch (TypeConversionException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** A word that is not the name of a subcommand. */
    static String unknownCommand(CommandLine command, String word) {
        return "unknown command '%s'%s".formatted(word, suggestion(word, command.getSubcommands().keySet().stream()));
    }

    private static String suggestion(String word, Stream<String> names) {
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
