package io.csta.service.config;

import io.csta.CstaException;
import io.csta.FileNames;
import io.csta.model.ModelStore;
import io.csta.nn.engine.Device;
import io.csta.summary.SummaryOption;
import io.csta.video.AllowedCodecs;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.SmallRyeConfig;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;

/** Checks the options before anything else starts, and passes on the option that the library reads itself. */
@ApplicationScoped
class OptionCheck {

    private static final List<String> SCHEMES = List.of("http", "https");

    private final ServiceConfig config;

    @Inject
    OptionCheck(ServiceConfig config) {
        this.config = config;
    }

    /**
     * Checks all options.
     *
     * @throws CstaException if an option is unknown or its value is invalid; the message names the option
     */
    void check(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event) {
        OptionErrors.check(ConfigProvider.getConfig().unwrap(SmallRyeConfig.class), System.getenv());
        config.decoders().ifPresent(names -> System.setProperty(AllowedCodecs.OPTION, String.join(",", names)));
        AllowedCodecs.check();
        validate(config);
        requireModelAndDevice(config);
    }

    /** Checks what every job needs, before the service accepts connections. */
    private static void requireModelAndDevice(ServiceConfig config) {
        ModelStore.ofUser().card(config.model().orElse(ModelStore.DEFAULT));
        Profiles.of(config).models().forEach((option, model) -> {
            try {
                ModelStore.ofUser().card(model);
            } catch (CstaException e) {
                throw new CstaException("%s: %s".formatted(option, e.getMessage()), e);
            }
        });
        Device.named(config.device(), SummaryOption.ENGINE.value(config.engine()));
    }

    /**
     * Checks the values of all options that the library does not read itself.
     *
     * @throws CstaException if a value is invalid; the message names the option
     */
    static void validate(ServiceConfig config) {
        try {
            SummaryOption.ENGINE.value(config.engine());
        } catch (IllegalArgumentException e) {
            throw new CstaException("csta.engine: " + e.getMessage(), e);
        }
        ServiceConfig.Jobs jobs = config.jobs();
        requireAtLeastOne("jobs.concurrent", jobs.concurrent());
        requireAtLeastOne("jobs.max-queued", jobs.maxQueued());
        requireAtLeastOne("jobs.attempts", jobs.attempts());
        requirePositive("jobs.retry-delay", jobs.retryDelay());
        requirePositive("jobs.timeout", jobs.timeout());
        requirePositive("jobs.keep-for", jobs.keepFor());
        requireNotNegative("inbox.settle", config.inbox().settle());
        requirePositive("inbox.poll", config.inbox().poll());
        requireWithin(jobs.keepFor(), "inbox.keep-done-for", config.inbox().keepDoneFor());
        requireWithin(jobs.keepFor(), "inbox.keep-failed-for", config.inbox().keepFailedFor());
        requireWithin(jobs.keepFor(), "inbox.keep-summaries-for", config.inbox().keepSummariesFor());
        requirePositive("s3.poll", config.s3().poll());
        requirePositive("s3.timeout", config.s3().timeout());
        requireAtLeastOne("http.max-upload", config.http().maxUpload().asLongValue());
        requireNotNegative("http.max-wait", config.http().maxWait());
        requireAddress("s3.endpoint", config.s3().endpoint());
        config.buckets()
                .forEach((name, bucket) -> requireAddress("buckets.%s.endpoint".formatted(name), bucket.endpoint()));
        config.http().callbackHosts().ifPresent(hosts -> hosts.forEach(OptionCheck::requireHost));
        config.http().callbackSecret().ifPresent(CallbackSecret::read);
        config.jobs().hours().ifPresent(Hours::parse);
        GivenNames.check("csta.folders", config.folders().keySet());
        FolderOverlaps.check(FolderSettings.of(config));
        GivenNames.check("csta.buckets", config.buckets().keySet());
        BucketSettings.check(BucketSettings.of(config));
        Profiles.of(config);
    }

    private static void requireAtLeastOne(String option, long value) {
        if (value < 1) {
            throw new CstaException("csta.%s is %d; use 1 or more".formatted(option, value));
        }
    }

    private static void requirePositive(String option, Duration value) {
        if (value.toMillis() < 1) {
            throw new CstaException(
                    "csta.%s is %s; use a duration above 0, such as 10S".formatted(option, text(value)));
        }
    }

    /** The service finds files by their jobs. */
    private static void requireWithin(Duration limit, String option, Optional<Duration> value) {
        value.ifPresent(duration -> {
            requirePositive(option, duration);
            if (duration.compareTo(limit) > 0) {
                throw new CstaException(
                        "csta.%s is %s, longer than csta.jobs.keep-for, which is %s; shorten it, or keep jobs longer"
                                .formatted(option, text(duration), text(limit)));
            }
        });
    }

    private static void requireAddress(String option, Optional<URI> value) {
        value.filter(address -> !SCHEMES.contains(String.valueOf(address.getScheme())) || address.getHost() == null)
                .ifPresent(address -> {
                    throw new CstaException("csta.%s is %s; use an address such as http://localhost:9000"
                            .formatted(option, FileNames.shown(address.toString())));
                });
    }

    private static void requireHost(String host) {
        if (host.indexOf('/') >= 0) {
            throw new CstaException("csta.http.callback-hosts contains %s; use hosts such as hooks.example.org"
                    .formatted(FileNames.shown(host)));
        }
    }

    private static void requireNotNegative(String option, Duration value) {
        if (value.isNegative()) {
            throw new CstaException("csta.%s is %s; use a duration of 0 or more".formatted(option, text(value)));
        }
    }

    private static String text(Duration value) {
        return value.toString().substring("PT".length());
    }
}
