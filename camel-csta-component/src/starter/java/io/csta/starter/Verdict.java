package io.csta.starter;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The results of a trial, compared with the requirements for the built-in model. */
record Verdict(Trial.Result mean, double cutsByFull) {

    private static final double LEAST_TAU = 0.45;
    private static final double LEAST_F1 = 0.9;
    private static final double LEAST_IMPORTANT = 0.7;
    private static final double MOST_EMPTY = 0.05;

    /** The results by name, for the model card. */
    Map<String, Double> metrics() {
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("tau", mean.tau());
        metrics.put("f1_of_cuts_fast", mean.cuts());
        metrics.put("f1_of_cuts_full", cutsByFull);
        metrics.put("important_share", mean.summary().important());
        metrics.put("important_share_uniform", mean.uniform().important());
        metrics.put("important_share_random", mean.random().important());
        metrics.put("empty_share", mean.summary().empty());
        metrics.put("empty_share_uniform", mean.uniform().empty());
        metrics.put("empty_share_random", mean.random().empty());
        return metrics;
    }

    /** Prints the results that have requirements. */
    void print(PrintStream out) {
        print(out, "tau of scores and truth", mean.tau(), "at least", LEAST_TAU);
        print(out, "F1 of cuts by fast", mean.cuts(), "at least", LEAST_F1);
        print(out, "F1 of cuts by full", cutsByFull, "at least", LEAST_F1);
        print(out, "summary in important shots", mean.summary().important(), "at least", LEAST_IMPORTANT);
        print(out, "summary in empty shots", mean.summary().empty(), "at most", MOST_EMPTY);
        out.printf(
                Locale.ROOT,
                "evenly spaced pieces are %.3f important and %.3f empty, random shots %.3f and %.3f%n",
                mean.uniform().important(),
                mean.uniform().empty(),
                mean.random().important(),
                mean.random().empty());
    }

    private static void print(PrintStream out, String what, double value, String bound, double required) {
        boolean met = bound.equals("at least") ? value >= required : value <= required;
        out.printf(Locale.ROOT, "%-27s %.3f, %s %.2f%s%n", what, value, bound, required, met ? "" : ": MISSED");
    }

    /** Whether all requirements are met. */
    boolean isMet() {
        return mean.tau() >= LEAST_TAU
                && mean.cuts() >= LEAST_F1
                && cutsByFull >= LEAST_F1
                && mean.summary().important() >= LEAST_IMPORTANT
                && mean.summary().empty() <= MOST_EMPTY;
    }
}
