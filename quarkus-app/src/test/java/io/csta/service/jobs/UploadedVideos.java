package io.csta.service.jobs;

import io.csta.CstaException;
import java.nio.file.Path;
import java.util.Optional;

/** Videos of uploads that need not exist. Delivering a summary fails. */
final class UploadedVideos implements VideoSource {

    @Override
    public String kind() {
        return Source.Upload.KIND;
    }

    @Override
    public Path place(Job job) {
        return Path.of("a.mp4");
    }

    @Override
    public Path input(Job job, Cancellation cancellation) {
        return place(job);
    }

    @Override
    public JobResult deliver(Job job, Cancellation cancellation) {
        throw new CstaException("no summary");
    }

    @Override
    public Optional<MovedVideo> release(Job job) {
        return Optional.empty();
    }
}
