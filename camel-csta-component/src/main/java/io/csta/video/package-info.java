/**
 * File to frames with time stamps; chosen ranges of frames to a summary file.
 *
 * <p>In: a video file. Out: frames one at a time, each with its index, its presentation time and, when asked for, its
 * picture; or a new MP4 that holds exactly the chosen frames, with their sound. FFmpeg's types end here.
 *
 * <p>{@link io.csta.video.VideoReader} reads a video once and learns its {@link io.csta.video.Timeline};
 * {@link io.csta.video.FrameWalk} comes back for chosen frames; {@link io.csta.video.SummaryRenderer} writes them. Below
 * them, on the way in: {@code MediaInput} (demuxer), {@code Decoders} (the codecs that are allowed), {@code Decoder},
 * {@code FrameTimes}, {@code Scaler},
 * {@code Orientation}, and {@code SoundReader} with its {@code Resampler}. On the way out: {@code SummaryClock} says when
 * each frame is shown, {@code PictureTrack} and {@code SoundTrack} feed an {@code Encoder} each, {@code Mp4File} is the
 * muxer.
 */
@NullMarked
package io.csta.video;

import org.jspecify.annotations.NullMarked;
