package io.csta.service.jobs;

import io.csta.CstaException;
import java.nio.file.Path;
import java.util.List;

/** Videos of uploads that need not exist. Delivering a summary fails. */
class UploadedVideos implements VideoSource {

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
    public List<KeptFile> release(Job job) {
        return List.of();
    }
}
