package io.csta.cli;

import io.csta.service.config.Suggestion;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in one line what is wrong with the arguments, and what was probably meant. */
final class Misuse {

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
            return "Unknown option: '%s'%s".formatted(word, Suggestion.of(word, names));
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
        return "unknown command '%s'%s"
                .formatted(word, Suggestion.of(word, command.getSubcommands().keySet().stream()));
    }
}
