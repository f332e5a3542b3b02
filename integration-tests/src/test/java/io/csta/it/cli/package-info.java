/** Tests of the packaged program as a separate process, on real files. */
package io.csta.it.cli;
