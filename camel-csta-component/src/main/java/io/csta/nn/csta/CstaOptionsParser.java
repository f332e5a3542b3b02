package io.csta.nn.csta;

import io.csta.nn.backbone.Cnn;
import io.csta.nn.csta.CstaOptions.Balance;
import io.csta.nn.csta.CstaOptions.Channels;
import io.csta.nn.csta.CstaOptions.ClassToken;
import io.csta.nn.csta.CstaOptions.Embedding;
import io.csta.nn.csta.CstaOptions.Head;
import io.csta.nn.csta.CstaOptions.Input;
import io.csta.nn.csta.CstaOptions.PositionPlace;
import io.csta.nn.csta.CstaOptions.PositionShape;
import io.csta.nn.csta.CstaOptions.Positions;
import io.csta.nn.csta.CstaOptions.Role;
import io.csta.nn.csta.CstaOptions.Scale;
import io.csta.nn.csta.CstaOptions.Skip;
import io.csta.nn.csta.CstaOptions.Softmax;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Converts {@link CstaOptions} to words and back. Also reads the names and values of the authors' command line; ignores
 * case, blanks, dashes and underscores.
 */
final class CstaOptionsParser {

    private static final String PUBLISHED = "published";
    private static final String WITH_NORM = ", with batch norm";
    private static final Pattern NEXT_PAIR = Pattern.compile(",(?=\\s*\\w+\\s*=)");
    private static final Pattern SEPARATORS = Pattern.compile("[ _,-]+");

    /** The main options, which are printed even if they have the published defaults. */
    private static final List<String> MAIN = List.of("positions", "softmax", "class_token", "embedding", "skip");

    private static final List<Option> OPTIONS = List.of(
            choice("cnn", Cnn.class, CstaOptions::cnn, CstaOptionsBuilder::cnn, Map.of()),
            new Option(
                    "vector_width",
                    options -> Integer.toString(options.vectorWidth()),
                    (builder, word) -> builder.vectorWidth(vectorWidth(word))),
            choice("input", Input.class, CstaOptions::input, CstaOptionsBuilder::input, Map.of()),
            choice("cnn_role", Role.class, CstaOptions::role, CstaOptionsBuilder::role, Map.of("plain", Role.VALUES)),
            choice("channels", Channels.class, CstaOptions::channels, CstaOptionsBuilder::channels, Map.of()),
            new Option(
                    "rows_per_frame",
                    options -> Integer.toString(options.rowsPerFrame()),
                    (builder, word) -> builder.rowsPerFrame(rows(word))),
            choice(
                    "positions",
                    Positions.class,
                    CstaOptions::positions,
                    CstaOptionsBuilder::positions,
                    Map.of(
                            "fpe", Positions.FIXED,
                            "rpe", Positions.RELATIVE,
                            "lpe", Positions.LEARNED,
                            "cpe", Positions.CONDITIONAL)),
            choice(
                    "position_shape",
                    PositionShape.class,
                    CstaOptions::positionShape,
                    CstaOptionsBuilder::positionShape,
                    Map.of("td", PositionShape.TIME_AND_FEATURES, "t", PositionShape.TIME)),
            choice(
                    "position_place",
                    PositionPlace.class,
                    CstaOptions::positionPlace,
                    CstaOptionsBuilder::positionPlace,
                    Map.of("pglsum", PositionPlace.ATTENTION, "transformer", PositionPlace.INPUT)),
            choice(
                    "softmax",
                    Softmax.class,
                    CstaOptions::softmax,
                    CstaOptionsBuilder::softmax,
                    Map.of("td", Softmax.TIME_AND_FEATURES, "t", Softmax.TIME, "d", Softmax.FEATURES)),
            choice(
                    "scale",
                    Scale.class,
                    CstaOptions::scale,
                    CstaOptionsBuilder::scale,
                    Map.of("d", Scale.FEATURES, "t", Scale.TIME, "td", Scale.TIME_AND_FEATURES)),
            choice(
                    "balance",
                    Balance.class,
                    CstaOptions::balance,
                    CstaOptionsBuilder::balance,
                    Map.of("t", Balance.TIME, "d", Balance.FEATURES, "bd", Balance.DOWN, "bu", Balance.UP)),
            choice(
                    "class_token",
                    ClassToken.class,
                    CstaOptions::classToken,
                    CstaOptionsBuilder::classToken,
                    Map.of(
                            "cnn", ClassToken.MIXED_AFTER_THE_CNN,
                            "sm", ClassToken.MIXED_AFTER_THE_SOFTMAX,
                            "final", ClassToken.MIXED_AT_THE_END)),
            choice(
                    "embedding",
                    Embedding.class,
                    CstaOptions::embedding,
                    CstaOptionsBuilder::embedding,
                    Map.of("kv", Embedding.KEY_AND_VALUE)),
            new Option("skip", CstaOptionsParser::skip, CstaOptionsParser::skip),
            choice(
                    "head",
                    Head.class,
                    CstaOptions::head,
                    CstaOptionsBuilder::head,
                    Map.of("true", Head.CLASSIFIER, "false", Head.MEAN)),
            number("dropout", CstaOptions::dropout, CstaOptionsBuilder::dropout),
            number("classifier_dropout", CstaOptions::classifierDropout, CstaOptionsBuilder::classifierDropout));

    private CstaOptionsParser() {}

    /** An option by its key. */
    private record Option(
            String key, Function<CstaOptions, String> print, BiConsumer<CstaOptionsBuilder, String> choose) {}

    static CstaOptions parse(String text) {
        Map<String, String> words = new LinkedHashMap<>();
        if (text.isBlank() || text.strip().equals(PUBLISHED)) {
            return CstaOptions.published();
        }
        for (String pair : NEXT_PAIR.splitAsStream(text).toList()) {
            int equals = pair.indexOf('=');
            if (equals < 0) {
                throw new NetworkOptionException(
                        "%s is not a network option; use KEY=WORD, such as softmax=time".formatted(pair.strip()));
            }
            put(
                    words,
                    pair.substring(0, equals).strip(),
                    pair.substring(equals + 1).strip());
        }
        return parse(words);
    }

    static CstaOptions parse(Map<String, String> words) {
        Map<String, String> open = new LinkedHashMap<>();
        words.forEach((key, word) -> put(open, key(key), word));
        Consumer<CstaOptionsBuilder> switches = PublishedOptions.takeFrom(open);
        CstaOptionsBuilder builder = CstaOptions.builder();
        for (Option option : OPTIONS) {
            String word = open.remove(option.key);
            if (word != null) {
                option.choose.accept(builder, word);
            }
        }
        if (!open.isEmpty()) {
            throw new NetworkOptionException("unknown network option %s; available options: %s"
                    .formatted(
                            open.keySet().iterator().next(),
                            OPTIONS.stream().map(Option::key).collect(Collectors.joining(", "))));
        }
        switches.accept(builder);
        return builder.build();
    }

    /** The key of the option that is written this way, or the text itself if there is none. */
    private static String key(String written) {
        String plain = plain(written);
        return PublishedOptions.key(plain)
                .or(() -> OPTIONS.stream()
                        .map(Option::key)
                        .filter(key -> plain(key).equals(plain))
                        .findFirst())
                .orElse(written);
    }

    private static void put(Map<String, String> words, String key, String word) {
        if (words.putIfAbsent(key, word) != null) {
            throw new NetworkOptionException("the network option %s is given twice".formatted(key));
        }
    }

    static Map<String, String> mainWords(CstaOptions options) {
        Map<String, String> words = new LinkedHashMap<>();
        for (Option option : OPTIONS) {
            String word = option.print.apply(options);
            if (MAIN.contains(option.key) || !word.equals(option.print.apply(CstaOptions.published()))) {
                words.put(option.key, word);
            }
        }
        return words;
    }

    static String text(CstaOptions options) {
        Map<String, String> words = mainWords(options);
        mainWords(CstaOptions.published()).forEach(words::remove); // equal to the published ones
        return words.isEmpty()
                ? PUBLISHED
                : words.entrySet().stream()
                        .map(pair -> pair.getKey() + "=" + pair.getValue())
                        .collect(Collectors.joining(","));
    }

    /** The word for a choice, such as {@code time and features}. */
    static String word(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** A key or word without case and separators, for comparing. */
    static String plain(String word) {
        return SEPARATORS.matcher(word.toLowerCase(Locale.ROOT)).replaceAll("");
    }

    private static <E extends Enum<E>> Option choice(
            String key,
            Class<E> type,
            Function<CstaOptions, E> get,
            BiConsumer<CstaOptionsBuilder, E> set,
            Map<String, E> published) {
        return new Option(
                key,
                options -> word(get.apply(options)),
                (builder, word) -> set.accept(builder, choice(key, word, type, published)));
    }

    private static <E extends Enum<E>> E choice(String key, String word, Class<E> type, Map<String, E> published) {
        E choice = published.get(plain(word));
        if (choice != null) {
            return choice;
        }
        E[] choices = type.getEnumConstants();
        return Arrays.stream(choices)
                .filter(candidate -> plain(candidate.name()).equals(plain(word)))
                .findFirst()
                .orElseThrow(() -> new NetworkOptionException("unknown value %s=%s; use %s"
                        .formatted(
                                key,
                                word,
                                Arrays.stream(choices)
                                        .map(CstaOptionsParser::word)
                                        .collect(Collectors.joining(" or ")))));
    }

    private static Option number(
            String key, Function<CstaOptions, Double> get, BiConsumer<CstaOptionsBuilder, Double> set) {
        return new Option(key, options -> String.valueOf(get.apply(options)), (builder, word) -> {
            try {
                set.accept(builder, Double.valueOf(word));
            } catch (NumberFormatException e) {
                throw new NetworkOptionException(
                        "%s=%s is not a number; use one from 0 to below 1".formatted(key, word));
            }
        });
    }

    private static int vectorWidth(String word) {
        try {
            return Integer.parseInt(word);
        } catch (NumberFormatException e) {
            throw new NetworkOptionException(
                    "vector_width=%s is not a number; use the width of the extractor's vectors, such as 1024 or 1280"
                            .formatted(word));
        }
    }

    private static int rows(String word) {
        try {
            return Integer.parseInt(word);
        } catch (NumberFormatException e) {
            throw new NetworkOptionException("rows_per_frame=%s is not a number; use 1, 2, 4 or 8".formatted(word));
        }
    }

    private static String skip(CstaOptions options) {
        return word(options.skip()) + (options.skipNorm() ? WITH_NORM : "");
    }

    private static void skip(CstaOptionsBuilder builder, String word) {
        Map<String, Skip> published = Map.of("kc", Skip.KEYS, "cf", Skip.CNN, "if", Skip.INPUT);
        boolean withNorm = plain(word).endsWith(plain(WITH_NORM));
        String what = withNorm
                ? plain(word)
                        .substring(0, plain(word).length() - plain(WITH_NORM).length())
                : word;
        builder.skip(choice("skip", what, Skip.class, published));
        if (!published.containsKey(plain(word))) { // the authors' code has another option for it
            builder.skipNorm(withNorm);
        }
    }
}
