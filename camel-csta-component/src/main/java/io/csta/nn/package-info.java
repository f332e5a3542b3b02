/**
 * The networks as DJL blocks: GoogLeNet, shared by features and scoring, and CSTA with its parts.
 *
 * <p>In: tensors. Out: tensors. Parameters carry the names that the published state dicts give them.
 */
@NullMarked
package io.csta.nn;

import org.jspecify.annotations.NullMarked;
