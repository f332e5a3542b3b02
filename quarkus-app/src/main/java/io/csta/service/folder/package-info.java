/**
 * The watched folders: the inbox and those of {@code csta.folders}.
 *
 * <p>In: files that arrived. Out: jobs; when they end, their files in the folder for done or failed videos.
 */
@NullMarked
package io.csta.service.folder;

import org.jspecify.annotations.NullMarked;
