/**
 * How well scores agree with people: rank correlation and F1 by the protocols of SumMe and TVSum, and what people and
 * chance reach under them.
 *
 * <p>In: scores of sampled frames, and a dataset with what its annotators said. Out: Kendall's tau, Spearman's rho and F1
 * per video, per split and overall. Ratings of an own collection become a dataset here.
 */
@NullMarked
package io.csta.evaluation;

import org.jspecify.annotations.NullMarked;
