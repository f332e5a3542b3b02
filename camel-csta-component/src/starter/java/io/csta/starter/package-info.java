/**
 * Builds the built-in model, {@code starter}: renders films whose important parts are known, rates them with simulated
 * annotators, trains on them, and evaluates the result on films of another kind. A tool of the repository, not part of the
 * library; see {@code docs/development/starter-model.md}.
 *
 * <pre>
 * Screenplay → Film → video file → features → Recut → features ┐
 *                                               └→ Annotators → ┴→ dataset → training → bundle → Trial
 * </pre>
 */
@NullMarked
package io.csta.starter;

import org.jspecify.annotations.NullMarked;
