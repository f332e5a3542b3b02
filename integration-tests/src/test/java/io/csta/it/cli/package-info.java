/** The packaged program, run as a process of its own on real files, judged by what its users see. */
package io.csta.it.cli;
