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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        ServiceConfig.Inbox kept = config.inbox();
        List<Content> contents = new ArrayList<>();
        contents.add(new Content(
                "jobs",
                Optional.empty(),
                jobs.folder(),
                Optional.of(config.jobs().keepFor())));
        for (FolderSettings each : folders.settings()) {
            boolean isMoving = each.isMoving();
            contents.add(new Content("inbox", each.name(), each.path(), Optional.empty()));
            contents.add(new Content(
                    "done", each.name(), each.done(), kept.keepDoneFor().filter(any -> isMoving)));
            contents.add(new Content(
                    "failed", each.name(), each.failed(), kept.keepFailedFor().filter(any -> isMoving)));
            contents.add(new Content("summaries", each.name(), each.summaries(), kept.keepSummariesFor()));
        }
        return new StorageView(disk.free(), uses(contents));
    }

    private record Content(String name, Optional<String> folder, java.nio.file.Path path, Optional<Duration> keptFor) {}

    /** A folder that is used for several things counts once. */
    private static List<Use> uses(List<Content> contents) {
        Map<java.nio.file.Path, Content> byPath = new LinkedHashMap<>();
        contents.forEach(each -> byPath.putIfAbsent(FolderSize.real(each.path()), each));
        return byPath.entrySet().stream()
                .map(entry -> use(entry.getValue(), FolderSize.of(entry.getKey(), byPath.keySet())))
                .toList();
    }

    private static Use use(Content content, FolderSize size) {
        return new Use(
                content.name(),
                content.folder(),
                size.files(),
                size.bytes(),
                content.keptFor().map(Duration::toSeconds));
    }
}
