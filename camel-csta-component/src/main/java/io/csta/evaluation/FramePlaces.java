package io.csta.evaluation;

import io.csta.dataset.DatasetVideo;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;

/**
 * Where frames are on a horizontal axis: at their time if the dataset contains it, otherwise at their number.
 *
 * @param unit the label of the axis
 * @param place the place where a frame begins; for the number of frames, the end of the video
 */
record FramePlaces(String unit, IntToDoubleFunction place) {

    static FramePlaces of(DatasetVideo video) {
        Optional<double[]> times = video.frameTimes();
        return times.isEmpty()
                ? new FramePlaces("frame", frame -> frame)
                : new FramePlaces("time in seconds", frame -> time(times.get(), frame));
    }

    double of(int frame) {
        return place.applyAsDouble(frame);
    }

    /** The last frame lasts as long as the one before it. */
    private static double time(double[] times, int frame) {
        int last = times.length - 1;
        if (frame <= last) {
            return times[frame];
        }
        return last == 0 ? times[0] + 1 : 2 * times[last] - times[last - 1];
    }
}
