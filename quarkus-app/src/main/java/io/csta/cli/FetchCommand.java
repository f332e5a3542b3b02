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
        header = "Downloads weights that are public, and prints where they are.",
        description = {
            "The file goes to the folder downloads of $CSTA_HOME, and is verified by the hash in its name. If it is there"
                    + " already, no network is used. What has arrived when the connection or the command is"
                    + " interrupted is kept beside it, with .part behind its name, and the next call goes on from"
                    + " there. Proxies are those of the variables https_proxy, http_proxy, all_proxy and no_proxy."
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

    @Parameters(paramLabel = "NAME", arity = "0..1", description = "Which weights: googlenet, torchvision's.")
    private @Nullable String name;

    @Option(
            names = "--from",
            paramLabel = "URL",
            description = "Another place that offers the same file, http or https. Default: where it is published.")
    private @Nullable String mirror;

    @Option(names = "--quiet", description = "Says nothing but failures.")
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
        PublishedFile file = file();
        Optional<URI> elsewhere = Optional.ofNullable(mirror).map(this::address);
        allowPasswordsForProxies();
        Download official = downloads.apply(file);
        Path fetched = fetch(elsewhere.map(official::from).orElse(official), file);
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

    private Path fetch(Download download, PublishedFile file) {
        try (DownloadDisplay display = new DownloadDisplay(spec.commandLine().getErr(), file.name(), quiet)) {
            return download.fetch(display);
        }
    }

    private PublishedFile file() {
        return Optional.ofNullable(name)
                .flatMap(known)
                .orElseThrow(() -> misuse(
                        (name == null ? "say which weights to fetch" : "there are no weights called " + name)
                                + ": known are " + String.join(", ", PublishedWeights.names()),
                        null));
    }

    private URI address(String text) {
        try {
            return PublishedFile.requireUsable(new URI(text));
        } catch (URISyntaxException e) {
            throw misuse("--from: this is no URL (%s)".formatted(e.getReason()), e);
        } catch (IllegalArgumentException e) {
            throw misuse("--from: " + e.getMessage(), e);
        }
    }

    private ParameterException misuse(String message, @Nullable Exception cause) {
        return new ParameterException(spec.commandLine(), message, cause);
    }

    /** Java keeps them back from a proxy in front of https; but whoever puts one into https_proxy wants it sent. */
    private static void allowPasswordsForProxies() {
        if (System.getProperty(TUNNEL_SCHEMES) == null) {
            System.setProperty(TUNNEL_SCHEMES, "");
        }
    }
}
