/**
 * The watched buckets: those of {@code csta.s3} and {@code csta.buckets}.
 *
 * <p>In: objects that arrived. Out: jobs; when they are due, their videos on this disk; when they end, summaries in the bucket,
 * and objects under the prefix for done or failed videos.
 */
@NullMarked
package io.csta.service.s3;

import org.jspecify.annotations.NullMarked;
