/**
 * How fast each stage of the walk is on this machine, as a table that users can make themselves.
 *
 * <p>In: nothing, the input is made on the spot. Out: {@code target/benchmarks.md}. Nothing here passes or fails by time.
 */
package io.csta.benchmark;
