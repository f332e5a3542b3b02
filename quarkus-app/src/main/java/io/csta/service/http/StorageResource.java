package io.csta.service.http;

import io.csta.service.config.FolderSettings;
import io.csta.service.config.ServiceConfig;
import io.csta.service.folder.WatchedFolders;
import io.csta.service.jobs.Jobs;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Shows the disk space that jobs, videos and summaries use, and how long they are kept. */
@Path("/api/storage")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = ApiDescription.TAG)
public class StorageResource {

    private final Jobs jobs;
    private final WatchedFolders folders;
    private final DiskSpace disk;
    private final ServiceConfig config;

    @Inject
    StorageResource(Jobs jobs, WatchedFolders folders, DiskSpace disk, ServiceConfig config) {
        this.jobs = jobs;
        this.folders = folders;
        this.disk = disk;
        this.config = config;
    }

    /**
     * The storage of the service.
     *
     * @param free the free space on the disk of the jobs, in bytes
     * @param uses what uses it
     */
    @Schema(
            name = "Storage",
            description = "The disk space that the service uses.",
            requiredProperties = {"free", "uses"})
    public record StorageView(
            @Schema(description = "The free space on the disk of the jobs, in bytes.") long free, List<Use> uses) {}

    /**
     * Files of one kind.
     *
     * @param content what they are
     * @param folder the watched folder that they belong to; empty for the inbox and for jobs
     * @param files their number
     * @param bytes their size
     * @param keptFor how long they are kept, in seconds; empty if they are not removed
     */
    @Schema(
            name = "StorageUse",
            description = "Files of one kind.",
            requiredProperties = {"content", "files", "bytes"})
    public record Use(
            @Schema(
                            description =
                                    "What they are: jobs with uploaded videos and their summaries; videos that wait, were summarized or failed; or summaries.",
                            enumeration = {"jobs", "inbox", "summaries", "done", "failed"})
                    String content,
            @Schema(description = "The watched folder that they belong to, unless that is the inbox.")
                    Optional<String> folder,
            long files,
            long bytes,
            @Schema(description = "How long they are kept, in seconds, unless they are not removed.")
                    Optional<Long> keptFor) {}

    /** Shows the storage. */
    @GET
    @Blocking
    @Operation(
            operationId = "getStorage",
            summary = "Shows the disk space that is used",
            description = "All files are counted for each request.")
    @APIResponse(responseCode = "200", description = "The storage.")
    public StorageView get() {
        List<FolderSettings> settings = folders.settings();
        Set<java.nio.file.Path> all = new HashSet<>();
        settings.forEach(each -> all.addAll(List.of(each.path(), each.summaries(), each.done(), each.failed())));
        ServiceConfig.Inbox kept = config.inbox();
        List<Use> uses = new ArrayList<>();
        uses.add(use(
                "jobs",
                Optional.empty(),
                jobs.folder(),
                all,
                Optional.of(config.jobs().keepFor())));
        for (FolderSettings each : settings) {
            uses.add(use("inbox", each.name(), each.path(), all, Optional.empty()));
            uses.add(use("done", each.name(), each.done(), all, kept.keepDoneFor()));
            uses.add(use("failed", each.name(), each.failed(), all, kept.keepFailedFor()));
            uses.add(use("summaries", each.name(), each.summaries(), all, kept.keepSummariesFor()));
        }
        return new StorageView(disk.free(), uses);
    }

    private static Use use(
            String content,
            Optional<String> name,
            java.nio.file.Path folder,
            Set<java.nio.file.Path> all,
            Optional<Duration> kept) {
        FolderSize size = FolderSize.of(folder, all);
        return new Use(content, name, size.files(), size.bytes(), kept.map(Duration::toSeconds));
    }
}
