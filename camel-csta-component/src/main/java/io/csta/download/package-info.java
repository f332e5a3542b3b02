/**
 * Getting a published file from the network, whatever the network does.
 *
 * <p>In: a file's name, its URL and the beginning of its hash. Out: the verified file in a folder; what has arrived of
 * it stays beside it until it is complete, so that the next call goes on from there.
 */
@NullMarked
package io.csta.download;

import org.jspecify.annotations.NullMarked;
