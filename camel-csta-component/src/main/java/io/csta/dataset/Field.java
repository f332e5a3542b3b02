package io.csta.dataset;

/** The datasets that the group of a video holds, by the names of the public benchmarks. */
enum Field {
    FEATURES("features", "[n_steps, width]: a vector a sampled frame, float32 or float64"),
    PICKS("picks", "[n_steps]: the sampled frames, counted from 0, ascending"),
    STEPS("n_steps", "one number: how many frames were sampled"),
    FRAMES("n_frames", "one number: how many frames the video has"),
    CHANGE_POINTS("change_points", "[shots, 2]: first and last frame of every shot"),
    FRAMES_PER_SHOT("n_frame_per_seg", "[shots]: how many frames every shot has"),
    GT_SCORE("gtscore", "[n_steps]: how important people found every sampled frame"),
    GT_SUMMARY("gtsummary", "[n_steps]: 1 for the sampled frames that belong into a summary, 0 for others"),
    USER_SUMMARY("user_summary", "[users, n_frames]: 1 for the frames that a user's summary plays, 0 for others"),
    VIDEO_NAME("video_name", "text: the name of the video's file"),
    EXTRACTOR("extractor", "text: what made the features, as a model card identifies it"),
    FRAME_TIMES("frame_times", "[n_frames]: when every frame is shown, in seconds, ascending"),
    FPS("fps", "one number: frames a second");

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

    /** What the dataset should hold, in words. */
    String holds() {
        return holds;
    }
}
