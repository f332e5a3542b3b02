package io.csta.video;

import java.util.ArrayList;
import java.util.List;

/**
 * Consecutive frames of a summary that are encoded on their own, starting with a key frame, so that several sections can be
 * encoded at once. A part of the summary is one section, or several if it is long.
 *
 * @param part the part of the summary
 * @param range its frames in the video
 */
record Section(SummaryClock.Part part, FrameRange range) {

    /** The most key frames in a section. A new section has to be sought, and more would not use more processors. */
    private static final int MOST_KEY_FRAMES = 10;

    /** The sections of a summary, in order. They depend on nothing but its frames. */
    static List<Section> of(SummaryClock clock, PictureFormat format) {
        int most = MOST_KEY_FRAMES * format.framesPerKeyFrame();
        List<Section> sections = new ArrayList<>();
        for (SummaryClock.Part part : clock.parts()) {
            for (int first = part.range().first(); first <= part.range().last(); first += most) {
                int last = Math.min(part.range().last(), first + most - 1);
                sections.add(new Section(part, new FrameRange(first, last)));
            }
        }
        return sections;
    }
}
