package io.csta.benchmark;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How good a summary is.
 *
 * @param dark the share of its frames that are dark, 0 to 1; see {@link EmptyFrames}
 * @param black the share that is black
 * @param faded the share that is faded
 * @param frozen the share that is frozen
 * @param repeated the share of its frames that nearly equal one of an earlier part
 * @param coverage the mean distance between samples of the film and the nearest frame of the summary, 0 to 1: less is better
 * @param coverageLit the same, without the black samples of the film
 * @param parts the number of its parts
 * @param median the median length of its parts, in seconds
 * @param shortest the length of its shortest part, in seconds
 * @param used the share of the budget that it uses
 */
record SummaryQuality(
        double dark,
        double black,
        double faded,
        double frozen,
        double repeated,
        double coverage,
        double coverageLit,
        double parts,
        double median,
        double shortest,
        double used) {

    /** The mean of several; of the shortest parts, it takes the shortest if {@code overFilms} is true. */
    static SummaryQuality mean(List<SummaryQuality> all, boolean overFilms) {
        return new SummaryQuality(
                mean(all, SummaryQuality::dark),
                mean(all, SummaryQuality::black),
                mean(all, SummaryQuality::faded),
                mean(all, SummaryQuality::frozen),
                mean(all, SummaryQuality::repeated),
                mean(all, SummaryQuality::coverage),
                mean(all, SummaryQuality::coverageLit),
                mean(all, SummaryQuality::parts),
                mean(all, SummaryQuality::median),
                overFilms
                        ? all.stream()
                                .mapToDouble(SummaryQuality::shortest)
                                .min()
                                .orElse(Double.NaN)
                        : mean(all, SummaryQuality::shortest),
                mean(all, SummaryQuality::used));
    }

    private static double mean(List<SummaryQuality> all, ToDoubleFunction<SummaryQuality> number) {
        return all.stream().mapToDouble(number).average().orElse(Double.NaN);
    }
}
