/**
 * Checks whether everything that Camel CSTA needs works on this machine.
 *
 * <p>In: the Java runtime, the processor, the engines, FFmpeg, the folders and the models of this machine. Out: a
 * {@link io.csta.diagnosis.Diagnosis} with one {@link io.csta.diagnosis.Finding} per topic, which says what to do if
 * something does not work.
 */
@NullMarked
package io.csta.diagnosis;

import org.jspecify.annotations.NullMarked;
