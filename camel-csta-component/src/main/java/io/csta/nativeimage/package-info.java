/**
 * What GraalVM's {@code native-image} has to know about this component. It runs only while an executable is built.
 *
 * <p>In: the libraries of the class path. Out: the classes, members and resources that an executable keeps although no Java
 * code refers to them.
 */
@NullMarked
package io.csta.nativeimage;

import org.jspecify.annotations.NullMarked;
