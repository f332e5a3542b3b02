package io.csta.summary;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How the values of an option are written.
 *
 * @param type the type of the values
 * @param json their type in JSON: string, number, integer or boolean
 * @param words all values, if there are only a few
 * @param example a value; empty if an example would not help
 * @param parser reads a value
 * @param check rejects values that are out of range
 */
public record ValueSyntax<T>(
        Class<T> type, String json, List<String> words, String example, Function<String, T> parser, Consumer<T> check) {

    static final ValueSyntax<String> TEXT = of(String.class, "string", "", Function.identity());

    /** A share, as a number or as a percentage. */
    static final ValueSyntax<Double> SHARE = of(
            Double.class,
            "number",
            "0.15",
            text -> parsed(text, "a number or percentage; use one such as 0.15 or 15%", ValueSyntax::share));

    static final ValueSyntax<Integer> INTEGER = of(
            Integer.class, "integer", "15", text -> parsed(text, "an integer; use one such as 15", Integer::valueOf));

    /** In seconds. */
    static final ValueSyntax<Double> DURATION = of(Double.class, "string", "30s", DurationParser::seconds);

    static final ValueSyntax<Boolean> FLAG = new ValueSyntax<>(
            Boolean.class,
            "boolean",
            List.of(),
            "",
            text -> choice(text, List.of(true, false), Object::toString),
            any -> {});

    /** True and false as the words {@code on} and {@code off}; the words of a {@link #FLAG} are also read. */
    static final ValueSyntax<Boolean> SWITCH =
            new ValueSyntax<>(Boolean.class, "string", List.of("on", "off"), "", ValueSyntax::isOn, any -> {});

    private static <T> ValueSyntax<T> of(Class<T> type, String json, String example, Function<String, T> parser) {
        return new ValueSyntax<>(type, json, List.of(), example, parser, any -> {});
    }

    /** One of the constants, whose words are given. */
    static <E extends Enum<E>> ValueSyntax<E> choice(Class<E> type, Function<E, String> word) {
        List<E> all = List.of(type.getEnumConstants());
        List<String> words = all.stream().map(word).toList();
        return new ValueSyntax<>(type, "string", words, "", text -> choice(text, all, word), any -> {});
    }

    /** The same, with a check that throws an {@link IllegalArgumentException}. */
    ValueSyntax<T> checked(Consumer<T> range) {
        return new ValueSyntax<>(type, json, words, example, parser, range);
    }

    /** The word of a constant: its name in lower case. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** The word of a value of a {@link #SWITCH}. */
    static String word(boolean on) {
        return on ? "on" : "off";
    }

    private static boolean isOn(String text) {
        boolean isFlag = text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false");
        return isFlag ? Boolean.parseBoolean(text) : choice(text, List.of(true, false), ValueSyntax::word);
    }

    private static <T> T choice(String text, List<T> all, Function<? super T, String> word) {
        return all.stream()
                .filter(each -> word.apply(each).equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown value '%s'; use %s"
                        .formatted(text, all.stream().map(word).collect(Collectors.joining(" or ")))));
    }

    /** Decimal arithmetic, so that 15% is exactly 0.15. */
    private static double share(String text) {
        String stripped = text.strip();
        return stripped.endsWith("%")
                ? new BigDecimal(stripped.substring(0, stripped.length() - 1).strip())
                        .movePointLeft(2)
                        .doubleValue()
                : Double.parseDouble(stripped);
    }

    private static <N extends Number> N parsed(String text, String what, Function<String, N> parser) {
        try {
            return parser.apply(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'%s' is not %s".formatted(text, what), e);
        }
    }
}
