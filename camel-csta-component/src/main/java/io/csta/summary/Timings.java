package io.csta.summary;

/**
 * Where the time went, in seconds. Decoding and features run side by side, so the parts may add up to more than the
 * total.
 *
 * @param decoding reading and resizing frames, until all shots are known
 * @param features GoogLeNet, beside the decoding
 * @param segmentation KTS
 * @param scoring CSTA
 * @param selection the knapsack
 * @param rendering decoding, encoding and writing the summary
 * @param total the whole walk
 */
public record Timings(
        double decoding,
        double features,
        double segmentation,
        double scoring,
        double selection,
        double rendering,
        double total) {}
