package io.csta.model;

import io.csta.CstaHome;
import io.csta.download.Download;
import io.csta.download.PublishedFile;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Publicly available weights from which a model can be created. */
public final class PublishedWeights {

    /** Torchvision's GoogLeNet, trained on ImageNet, which extracts CSTA's features. About 50 MB. */
    private static final PublishedFile GOOGLENET = new PublishedFile(
            "googlenet-1378be20.pth",
            URI.create("https://download.pytorch.org/models/googlenet-1378be20.pth"),
            "1378be20", // torchvision's file names contain it
            200_000_000);

    private static final String GOOGLENET_NAME = "googlenet";

    private PublishedWeights() {}

    /** The names of all weights. */
    public static List<String> names() {
        return List.of(GOOGLENET_NAME);
    }

    /** The file of these weights, if they exist. */
    public static Optional<PublishedFile> named(String name) {
        return name.equals(GOOGLENET_NAME) ? Optional.of(GOOGLENET) : Optional.empty();
    }

    /** Its download to {@code $CSTA_HOME/downloads}, which need not exist yet. */
    public static Download download(PublishedFile file) {
        return Download.of(file, CstaHome.path().resolve("downloads"));
    }
}
