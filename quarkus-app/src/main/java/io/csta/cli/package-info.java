/**
 * The command line: one class per command, on top of the library.
 *
 * <p>In: words and files. Out: files, JSON on standard output, progress and failures on standard error, an exit status.
 */
@NullMarked
package io.csta.cli;

import org.jspecify.annotations.NullMarked;
