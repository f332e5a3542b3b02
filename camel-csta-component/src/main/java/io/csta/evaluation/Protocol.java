package io.csta.evaluation;

import java.util.BitSet;
import java.util.List;
import java.util.stream.DoubleStream;

/** The evaluation protocols: which scores or summaries are compared with which ratings. */
public enum Protocol {

    /** The 0/1 summary of frames compared with the mean of the users' summaries; F1 is that of the best user. */
    SUMME("SumMe"),

    /** The scores of samples compared with each annotator's; F1 is the mean over users. */
    TVSUM("TVSum");

    private final String benchmark;

    Protocol(String benchmark) {
        this.benchmark = benchmark;
    }

    /** The name of its benchmark, as usually written. */
    public String benchmark() {
        return benchmark;
    }

    /**
     * F1 of a summary.
     *
     * @param users at least one
     * @return in percent
     */
    double f1(BitSet summary, List<BitSet> users) {
        DoubleStream each = users.stream().mapToDouble(user -> F1.percent(summary, user));
        return (this == SUMME ? each.max() : each.average()).orElseThrow();
    }
}
