package io.csta.dataset;

/** The HDF5 datasets in the group of a video, by the names of the public benchmarks. */
enum Field {
    FEATURES("features", "[n_steps, width]: a vector per sampled frame, float32 or float64"),
    PICKS("picks", "[n_steps]: the sampled frames, counted from 0, ascending"),
    STEPS("n_steps", "one number: the number of sampled frames"),
    FRAMES("n_frames", "one number: the number of frames of the video"),
    CHANGE_POINTS("change_points", "[shots, 2]: first and last frame of every shot"),
    FRAMES_PER_SHOT("n_frame_per_seg", "[shots]: the number of frames of every shot"),
    GT_SCORE("gtscore", "[n_steps]: the importance of every sampled frame"),
    GT_SUMMARY("gtsummary", "[n_steps]: 1 for sampled frames in a summary, otherwise 0"),
    USER_SUMMARY("user_summary", "[users, n_frames]: 1 for frames in a user's summary, otherwise 0"),
    VIDEO_NAME("video_name", "text: the name of the video's file"),
    EXTRACTOR("extractor", "text: the extractor of the features, as a model card identifies it"),
    FRAME_TIMES("frame_times", "[n_frames]: the time of every frame, in seconds, ascending"),
    FPS("fps", "one number: frames per second");

    private final String dataset;
    private final String holds;

    Field(String dataset, String holds) {
        this.dataset = dataset;
        this.holds = holds;
    }

    /** The name of the dataset. */
    String dataset() {
        return dataset;
    }

    /** The expected content of the dataset, in words. */
    String holds() {
        return holds;
    }
}
