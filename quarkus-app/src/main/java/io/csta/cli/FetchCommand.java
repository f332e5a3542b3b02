package io.csta.cli;

import io.csta.download.Download;
import io.csta.download.PublishedFile;
import io.csta.model.PublishedWeights;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code csta model fetch}. */
@Command(
        name = "fetch",
        header = "Downloads published weights, and prints the path of the file.",
        description = {
            "Writes to the folder downloads of $CSTA_HOME, and verifies the hash in the file's name. An existing file"
                    + " is not downloaded again. After an interruption, the received part is kept with the ending .part,"
                    + " and the next call resumes it. Proxies are read from https_proxy, http_proxy, all_proxy and no_proxy."
        },
        footer = {
            "",
            "Examples:",
            "  csta model fetch googlenet",
            "  csta model fetch googlenet --from https://mirror.example/googlenet-1378be20.pth",
            "  csta model import --extractor \"$(csta model fetch googlenet)\" --scorer split1.pt --name summe-1"
        })
final class FetchCommand implements Callable<Integer> {

    private static final String TUNNEL_SCHEMES = "jdk.http.auth.tunneling.disabledSchemes";

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "NAME", arity = "0..1", description = "The weights: googlenet, by torchvision.")
    private @Nullable String name;

    @Option(
            names = "--from",
            paramLabel = "URL",
            description = "An http or https URL of the same file. Default: where it is published.")
    private @Nullable String mirror;

    @Option(names = "--quiet", description = "Prints only failures.")
    private boolean quiet;

    private final Function<String, Optional<PublishedFile>> known;
    private final Function<PublishedFile, Download> downloads;

    FetchCommand() {
        this(PublishedWeights::named, PublishedWeights::download);
    }

    FetchCommand(Function<String, Optional<PublishedFile>> known, Function<PublishedFile, Download> downloads) {
        this.known = known;
        this.downloads = downloads;
    }

    @Override
    public Integer call() {
        PublishedFile official = file();
        PublishedFile file = mirror == null ? official : from(official, mirror);
        allowPasswordsForProxies();
        Path fetched = fetch(file);
        PrintWriter out = spec.commandLine().getOut();
        out.println(fetched);
        out.flush();
        if (!quiet) {
            PrintWriter err = spec.commandLine().getErr();
            err.println("next: csta model import --extractor %s --scorer FILE --name NAME".formatted(fetched));
            err.flush();
        }
        return 0;
    }

    private Path fetch(PublishedFile file) {
        try (DownloadDisplay display = new DownloadDisplay(spec.commandLine().getErr(), file.name(), quiet)) {
            return downloads.apply(file).fetch(display);
        }
    }

    private PublishedFile file() {
        return Optional.ofNullable(name)
                .flatMap(known)
                .orElseThrow(() -> misuse(
                        (name == null ? "missing name" : "unknown weights " + name) + "; available weights: "
                                + String.join(", ", PublishedWeights.names()),
                        null));
    }

    private PublishedFile from(PublishedFile official, String address) {
        try {
            return official.from(new URI(address));
        } catch (URISyntaxException e) {
            throw misuse("--from: invalid URL (%s)".formatted(e.getReason()), e);
        } catch (IllegalArgumentException e) {
            throw misuse("--from: " + e.getMessage(), e);
        }
    }

    private ParameterException misuse(String message, @Nullable Exception cause) {
        return new ParameterException(spec.commandLine(), message, cause);
    }

    /** By default, Java does not send credentials to a proxy for https. A user who puts them into https_proxy wants them sent. */
    private static void allowPasswordsForProxies() {
        if (System.getProperty(TUNNEL_SCHEMES) == null) {
            System.setProperty(TUNNEL_SCHEMES, "");
        }
    }
}
