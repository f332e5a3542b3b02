package io.csta.training;

import io.csta.evaluation.SplitResult;

/**
 * The results of a split whose training is complete.
 *
 * @param number the number of the split, from 1
 * @param weights the file name of the weights of the best epoch, in the folder of the run
 * @param epochs the number of epochs
 * @param best the epoch whose weights were kept
 * @param test how well its scores agree with people's on the test videos
 * @param seconds how long all epochs took together
 */
public record TrainedSplit(int number, String weights, int epochs, Epoch best, SplitResult test, double seconds) {}
