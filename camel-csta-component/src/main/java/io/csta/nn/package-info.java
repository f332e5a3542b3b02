/**
 * The networks as DJL blocks: CNNs, of which features and scoring share GoogLeNet, and CSTA, whose parts options choose.
 *
 * <p>In: tensors. Out: tensors. Parameters carry the names that the published state dicts give them.
 */
@NullMarked
package io.csta.nn;

import org.jspecify.annotations.NullMarked;
