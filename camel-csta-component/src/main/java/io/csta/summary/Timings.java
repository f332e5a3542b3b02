package io.csta.summary;

/**
 * How long each stage took, in seconds. Decoding and features run in parallel, so the parts may add up to more than the
 * total.
 *
 * @param decoding reading and scaling frames, until all shots are known
 * @param features GoogLeNet, in parallel with decoding
 * @param segmentation KTS
 * @param scoring CSTA
 * @param selection the knapsack
 * @param rendering decoding, encoding and writing the summary
 * @param total all stages
 */
public record Timings(
        double decoding,
        double features,
        double segmentation,
        double scoring,
        double selection,
        double rendering,
        double total) {}
