package io.csta.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.csta.selection.SelectionMethod;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How summaries with a model are selected unless the options of a summary say otherwise: the member {@code selection} of its
 * card. Members that a card omits are those of {@link #PUBLISHED}.
 *
 * @param method how the parts of the video are chosen
 * @param visibility whether frames with little to see, such as black, faded or frozen ones, count for less
 * @param coverage the weight, 0 to 10, of how much of the video the chosen parts represent
 * @param motion the weight, 0 to 10, of motion in the importance of a part
 * @param sharpness the weight, 0 to 10, of sharpness in the importance of a part
 */
public record SelectionDefaults(
        SelectionMethod method, boolean visibility, double coverage, double motion, double sharpness) {

    /** The selection of the published code, which applies to cards without the member. */
    public static final SelectionDefaults PUBLISHED = new SelectionDefaults(SelectionMethod.PUBLISHED, false, 0, 0, 0);

    /** What the starter uses. Its weights also apply if an option asks for this method, and the card for another. */
    public static final SelectionDefaults WATCHABLE =
            new SelectionDefaults(SelectionMethod.WATCHABLE, true, 4, 0.3, 0.1);

    private static final double LARGEST_WEIGHT = 10;
    private static final String METHOD = "method";
    private static final String VISIBILITY = "visibility";
    private static final String COVERAGE = "coverage";
    private static final String MOTION = "motion";
    private static final String SHARPNESS = "sharpness";
    private static final List<String> MEMBERS = List.of(METHOD, VISIBILITY, COVERAGE, MOTION, SHARPNESS);
    private static final String ON = "on";
    private static final String OFF = "off";

    /**
     * Checks the weights.
     *
     * @throws IllegalArgumentException if a weight is not a number from 0 to 10
     */
    public SelectionDefaults {
        requireWeight(COVERAGE, coverage);
        requireWeight(MOTION, motion);
        requireWeight(SHARPNESS, sharpness);
    }

    private static void requireWeight(String member, double weight) {
        if (!(weight >= 0 && weight <= LARGEST_WEIGHT)) {
            throw new IllegalArgumentException(
                    "%s %s in selection is out of range; supported: 0 to 10".formatted(member, weight));
        }
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static SelectionDefaults of(Map<String, Object> members) {
        for (String member : members.keySet()) {
            if (!MEMBERS.contains(member)) {
                throw unknown("member", member, MEMBERS);
            }
        }
        return new SelectionDefaults(
                Optional.ofNullable(members.get(METHOD))
                        .map(SelectionDefaults::method)
                        .orElse(PUBLISHED.method),
                Optional.ofNullable(members.get(VISIBILITY))
                        .map(SelectionDefaults::isOn)
                        .orElse(PUBLISHED.visibility),
                weight(members, COVERAGE),
                weight(members, MOTION),
                weight(members, SHARPNESS));
    }

    private static SelectionMethod method(Object word) {
        return Arrays.stream(SelectionMethod.values())
                .filter(method -> word(method).equals(word))
                .findFirst()
                .orElseThrow(() -> unknown(
                        METHOD,
                        word,
                        Arrays.stream(SelectionMethod.values())
                                .map(SelectionDefaults::word)
                                .toList()));
    }

    private static String word(SelectionMethod method) {
        return method.name().toLowerCase(Locale.ROOT);
    }

    private static boolean isOn(Object word) {
        if (!ON.equals(word) && !OFF.equals(word)) {
            throw unknown(VISIBILITY, word, List.of(ON, OFF));
        }
        return ON.equals(word);
    }

    private static double weight(Map<String, Object> members, String member) {
        Object weight = members.getOrDefault(member, 0);
        if (weight instanceof Number number) {
            return number.doubleValue();
        }
        throw new IllegalArgumentException(
                "%s %s in selection is not a number; supported: 0 to 10".formatted(member, weight));
    }

    private static IllegalArgumentException unknown(String what, Object found, List<String> supported) {
        return new IllegalArgumentException(
                "unknown %s %s in selection; supported: %s".formatted(what, found, String.join(", ", supported)));
    }

    @JsonValue
    Map<String, Object> json() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put(METHOD, word(method));
        members.put(VISIBILITY, visibility ? ON : OFF);
        members.put(COVERAGE, coverage);
        members.put(MOTION, motion);
        members.put(SHARPNESS, sharpness);
        return members;
    }
}
