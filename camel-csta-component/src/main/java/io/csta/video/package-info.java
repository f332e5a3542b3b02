/**
 * File to frames with timestamps; selected ranges of frames to a summary file.
 *
 * <p>In: a video file. Out: frames one at a time, each with its index, its presentation time and, on request, its picture;
 * or a new MP4 file with exactly the selected frames and their sound. FFmpeg's types are not used outside this package.
 *
 * <p>{@link io.csta.video.VideoReader} reads a video once and records its {@link io.csta.video.Timeline};
 * {@link io.csta.video.FrameSeeker} reads selected frames again; {@link io.csta.video.SummaryRenderer} writes them. For input,
 * they use {@code Demuxer}, {@code AllowedCodecs} (the allow-list of codecs), {@code Decoder}, {@code FrameTimes}, {@code Scaler},
 * {@code Orientation}, and {@code SoundReader} with its {@code Resampler}. {@link io.csta.video.Mp4Boxes} recognizes files
 * that are still being copied. For output, {@code SummaryClock} determines when each frame is shown; {@code SectionQueue} has
 * each {@code Section} of the pictures encoded by a {@code SectionEncoder}; {@code PictureTrack} joins them, {@code SoundTrack}
 * adds the sound, and {@code Mp4Muxer} writes the file.
 */
@NullMarked
package io.csta.video;

import org.jspecify.annotations.NullMarked;
