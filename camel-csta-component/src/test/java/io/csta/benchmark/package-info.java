/**
 * Measures the speed of each stage on this machine, as a table that users can generate themselves.
 *
 * <p>In: nothing, the input is generated. Out: {@code target/benchmarks.md}. Nothing passes or fails because of its speed.
 */
package io.csta.benchmark;
