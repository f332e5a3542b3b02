/** What tests of several rooms share: reference values, the formula behind them, and videos made with FFmpeg. */
package io.csta.testing;
