/**
 * How well scores agree with people: rank correlation and F1 by the protocols of SumMe and TVSum, for networks, people and
 * chance.
 *
 * <p>In: scores of sampled frames, and a dataset with its annotations. Out: Kendall's tau, Spearman's rho and F1 per video, per
 * split and overall, and on
 * request a plot of each video. This package also turns a collection of videos with ratings into a dataset.
 */
@NullMarked
package io.csta.evaluation;

import org.jspecify.annotations.NullMarked;
