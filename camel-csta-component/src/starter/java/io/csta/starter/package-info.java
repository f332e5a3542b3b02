/**
 * Makes the model that comes with the library, {@code starter}: draws and films videos whose important parts are known, has
 * them rated by noisy annotators, trains on them, and measures what was learned on films of another kind. A tool of the
 * repository, no part of the library; {@code docs/development/starter-model.md} says how to run it.
 *
 * <pre>
 * Screenplay → Film → video file → features → Recut → features ┐
 *                                               └→ Annotators → ┴→ dataset → training → bundle → Trial
 * </pre>
 */
@NullMarked
package io.csta.starter;

import org.jspecify.annotations.NullMarked;
