package io.csta.camel;

import io.csta.export.SummaryJson;
import io.csta.summary.Summary;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.camel.Converter;
import org.jspecify.annotations.Nullable;

/**
 * Converts the results of {@code csta:} for the next step of a route: a summary to its video as a file or a stream, or to
 * its JSON as a string; the other results to JSON, or to their file if one was written.
 */
@Converter(generateBulkLoader = true)
public final class CstaConverter {

    private CstaConverter() {}

    /** The summary video. */
    @Converter
    public static File toFile(Summary summary) {
        return summary.summary().file().toFile();
    }

    /** The summary video. */
    @Converter
    public static Path toPath(Summary summary) {
        return summary.summary().file();
    }

    /** The summary video. */
    @Converter
    public static InputStream toInputStream(Summary summary) throws IOException {
        return Files.newInputStream(summary.summary().file());
    }

    /** The content of {@code summary.json}. */
    @Converter
    public static String toText(Summary summary) {
        return SummaryJson.text(summary);
    }

    /** The JSON. */
    @Converter
    public static String toText(CstaScores scores) {
        return scores.json();
    }

    /** The JSON. */
    @Converter
    public static InputStream toInputStream(CstaScores scores) {
        return stream(scores.json());
    }

    /** The file with the JSON, if one was written. */
    @Converter(allowNull = true)
    public static @Nullable File toFile(CstaScores scores) {
        return file(scores.file());
    }

    /** The file with the JSON, if one was written. */
    @Converter(allowNull = true)
    public static @Nullable Path toPath(CstaScores scores) {
        return scores.file().orElse(null);
    }

    /** The JSON. */
    @Converter
    public static String toText(CstaShots shots) {
        return shots.json();
    }

    /** The JSON. */
    @Converter
    public static InputStream toInputStream(CstaShots shots) {
        return stream(shots.json());
    }

    /** The file with the JSON, if one was written. */
    @Converter(allowNull = true)
    public static @Nullable File toFile(CstaShots shots) {
        return file(shots.file());
    }

    /** The file with the JSON, if one was written. */
    @Converter(allowNull = true)
    public static @Nullable Path toPath(CstaShots shots) {
        return shots.file().orElse(null);
    }

    /** The JSON. */
    @Converter
    public static String toText(CstaFeatures features) {
        return features.json();
    }

    /** The JSON. */
    @Converter
    public static InputStream toInputStream(CstaFeatures features) {
        return stream(features.json());
    }

    /** The HDF5 file, if one was written. */
    @Converter(allowNull = true)
    public static @Nullable File toFile(CstaFeatures features) {
        return file(features.file());
    }

    /** The HDF5 file, if one was written. */
    @Converter(allowNull = true)
    public static @Nullable Path toPath(CstaFeatures features) {
        return features.file().orElse(null);
    }

    private static @Nullable File file(Optional<Path> path) {
        return path.map(Path::toFile).orElse(null);
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
