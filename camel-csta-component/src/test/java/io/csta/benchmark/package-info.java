/**
 * Measures the speed of each stage on this machine, and the quality of summaries of real footage, as tables that users can generate
 * themselves.
 *
 * <p>In: generated input, and the films of {@code io.csta.footage}. Out: {@code target/benchmarks.md}, {@code footage.md} and
 * {@code boundaries.md}. Nothing passes or fails because of its speed or quality.
 */
package io.csta.benchmark;
