/**
 * A model bundle: feature extractor, scorer and what they were trained on, in one folder.
 *
 * <p>In: a name or a folder, or published checkpoints to import. Out: a loaded extractor and a loaded scorer.
 */
@NullMarked
package io.csta.model;

import org.jspecify.annotations.NullMarked;
