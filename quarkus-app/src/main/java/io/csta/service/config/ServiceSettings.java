package io.csta.service.config;

import io.csta.CstaException;
import io.csta.diagnosis.Finding;
import io.csta.diagnosis.Folder;
import io.csta.diagnosis.ServiceState;
import io.csta.model.ModelStore;
import io.csta.nn.engine.Device;
import io.csta.nn.engine.Engine;
import io.csta.video.AllowedCodecs;
import io.quarkus.runtime.configuration.ConfigUtils;
import io.smallrye.config.SmallRyeConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What {@code csta doctor} reports about the options of a service that is started here. Reads the options without starting Quarkus. */
public final class ServiceSettings {

    private static final String NAME = "service";
    private static final String OFF = "off";

    /** The ordinal of the source with the defaults. */
    private static final int LOWEST_ORDINAL = Integer.MIN_VALUE;

    private final SmallRyeConfig source;
    private final ServiceConfig config;

    private ServiceSettings(SmallRyeConfig source) {
        this.source = source;
        this.config = source.getConfigMapping(ServiceConfig.class);
    }

    /** Reads the options as {@code csta serve} does: from properties, the environment and {@code config/application.properties}. */
    public static ServiceState read() {
        try {
            SmallRyeConfig source = ConfigUtils.configBuilder()
                    .withMapping(ServiceConfig.class)
                    .withValidateUnknown(false)
                    .build();
            OptionErrors.check(source, System.getenv());
            return new ServiceSettings(source).state();
        } catch (RuntimeException e) { // ours, or from the configuration library; the message names the option
            return new ServiceState(Map.of(), List.of(), List.of(invalid(e)));
        }
    }

    private static Finding invalid(RuntimeException e) {
        String message = OptionErrors.explain(e)
                .orElseGet(() -> String.valueOf(e.getMessage()).replaceAll("\\R+\\s*", " "));
        return Finding.error(NAME, message, "correct the option; docs/configuration.md lists all of them");
    }

    private ServiceState state() {
        config.decoders().ifPresent(names -> System.setProperty(AllowedCodecs.OPTION, String.join(",", names)));
        Map<String, String> settings = settings();
        List<Finding> findings = new ArrayList<>();
        try {
            OptionCheck.validate(config);
            findings.add(Finding.ok(
                    NAME,
                    settings.entrySet().stream()
                            .map(setting -> setting.getKey() + " " + setting.getValue())
                            .collect(Collectors.joining(", "))));
            checkDevice(findings);
        } catch (CstaException e) {
            findings.add(invalid(e));
        }
        config.model().ifPresent(model -> checkModel(model, findings));
        return new ServiceState(settings, folders(), findings);
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("http", value("quarkus.http.host") + ":" + value("quarkus.http.port"));
        for (FolderSettings folder : FolderSettings.of(config)) {
            settings.put(
                    folder.name().map("folder "::concat).orElse("inbox"),
                    folder.isWatched() ? folder.path().toString() : OFF);
        }
        settings.put(
                "s3",
                config.s3()
                        .bucket()
                        .map(bucket -> "s3://" + bucket + "/" + config.s3().incoming())
                        .orElse(OFF));
        BucketSettings.of(config).forEach(each -> each.name()
                .ifPresent(name ->
                        settings.put("bucket " + name, "s3://%s/%s".formatted(each.bucket(), each.incoming()))));
        settings.put(
                "callbacks",
                config.http()
                        .callbackHosts()
                        .map(hosts -> String.join(" ", hosts))
                        .orElse(OFF));
        settings.put("model", config.model().orElse(ModelStore.DEFAULT));
        settings.put("engine", config.engine());
        settings.put("device", config.device());
        return settings;
    }

    private String value(String option) {
        return source.getOptionalValue(option, String.class).orElse("?");
    }

    private Path data() {
        return config.data().toAbsolutePath().normalize();
    }

    /** Folders that are not configured only have to be usable if they exist, because not every user runs the service. */
    private List<Folder> folders() {
        List<Folder> folders = new ArrayList<>();
        boolean required = isSet("data") || Files.exists(data());
        folders.add(new Folder("data", data(), required, "csta.data"));
        if (config.inbox().enabled()) {
            config.inbox().folder().ifPresent(path -> folders.add(folder("inbox", path)));
            config.inbox().summaries().ifPresent(path -> folders.add(folder("summaries", path)));
            config.inbox().done().ifPresent(path -> folders.add(folder("done", path)));
            config.inbox().failed().ifPresent(path -> folders.add(folder("failed", path)));
        }
        new TreeMap<>(config.folders()).forEach((name, folder) -> {
            folders.add(folder(name, "path", folder.path()));
            folder.summaries().ifPresent(path -> folders.add(folder(name, "summaries", path)));
            folder.done().ifPresent(path -> folders.add(folder(name, "done", path)));
            folder.failed().ifPresent(path -> folders.add(folder(name, "failed", path)));
        });
        return folders;
    }

    private static Folder folder(String name, Path path) {
        return new Folder(name, path, true, "csta.inbox." + (name.equals("inbox") ? "folder" : name));
    }

    private static Folder folder(String name, String member, Path path) {
        String use = member.equals("path") ? name : "%s of %s".formatted(member, name);
        return new Folder(use, path, true, "csta.folders.%s.%s".formatted(name, member));
    }

    private boolean isSet(String option) {
        return source.getConfigValue("csta." + option).getConfigSourceOrdinal() > LOWEST_ORDINAL;
    }

    private static void checkModel(String model, List<Finding> findings) {
        try {
            ModelStore.ofUser().verify(model);
        } catch (CstaException e) {
            findings.add(Finding.error(
                    "service model",
                    String.valueOf(e.getMessage()),
                    "choose another model with csta.model; csta model list shows all models"));
        }
    }

    private void checkDevice(List<Finding> findings) {
        try {
            Device.named(config.device(), Engine.named(config.engine()));
        } catch (CstaException e) {
            findings.add(Finding.error(
                    "service device", String.valueOf(e.getMessage()), "change csta.device or csta.engine"));
        }
    }
}
