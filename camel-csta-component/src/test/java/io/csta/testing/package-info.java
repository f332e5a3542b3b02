/** Shared by the tests of several packages: reference values, the formula behind them, and videos generated with FFmpeg. */
package io.csta.testing;
