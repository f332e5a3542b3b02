package io.csta.video;

import java.util.ArrayList;
import java.util.List;

/**
 * Consecutive frames of a summary that are encoded on their own, starting with a key frame, so that several sections can be
 * encoded in parallel. A part of the summary is one section, or several of equal length if it is long.
 *
 * @param part the part of the summary
 * @param range its frames in the video
 */
record Section(SummaryClock.Part part, FrameRange range) {

    /** The most key frames in a section. A new section requires a seek, and more sections would not use more processors. */
    private static final int MOST_KEY_FRAMES = 10;

    /** The sections of a summary, in order. They depend on nothing but its frames. */
    static List<Section> of(SummaryClock clock, PictureFormat format) {
        int most = MOST_KEY_FRAMES * format.framesPerKeyFrame();
        List<Section> sections = new ArrayList<>();
        for (SummaryClock.Part part : clock.parts()) {
            int frames = part.range().frames();
            int count = (frames + most - 1) / most;
            for (int i = 0; i < count; i++) {
                int first = part.range().first() + (int) ((long) frames * i / count);
                int end = part.range().first() + (int) ((long) frames * (i + 1) / count);
                sections.add(new Section(part, new FrameRange(first, end - 1)));
            }
        }
        return sections;
    }
}
