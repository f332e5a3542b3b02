package io.csta.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Parses the formats of split files. */
final class SplitFile {

    static final String EXPECTED = "expected {\"splits\":[{\"train\":[\"video_1\"],\"test\":[\"video_2\"]}]}, PGL-SUM's"
            + " JSON, or lines NAME/split0/video_1/video_2";

    private static final ObjectMapper JSON = new ObjectMapper();

    private SplitFile() {}

    static List<Split> parse(String source, String text) {
        String content = text.strip();
        if (content.isEmpty()) {
            throw new DatasetException(source + ": empty file; " + EXPECTED);
        }
        return content.startsWith("{") || content.startsWith("[") ? json(source, content) : lines(source, text);
    }

    private static List<Split> lines(String source, String text) {
        List<Split> splits = new ArrayList<>();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty()) {
                String[] parts = line.split("/", -1);
                if (parts.length != 4) {
                    throw new DatasetException("%s: line %d: expected 4 parts separated by slashes, found %d; %s"
                            .formatted(source, i + 1, parts.length, EXPECTED));
                }
                splits.add(new Split(names(parts[2]), names(parts[3])));
            }
        }
        return splits;
    }

    private static List<String> names(String part) {
        return Arrays.stream(part.split(",", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    private static List<Split> json(String source, String text) {
        JsonNode root;
        try {
            root = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new DatasetException(
                    "%s: invalid JSON in line %d: %s; %s"
                            .formatted(source, e.getLocation().getLineNr(), e.getOriginalMessage(), EXPECTED),
                    e);
        }
        JsonNode array = root.isObject() ? root.path("splits") : root;
        if (!array.isArray()) {
            throw new DatasetException(source + ": has no list of splits; " + EXPECTED);
        }
        List<Split> splits = new ArrayList<>();
        for (JsonNode split : array) {
            String where = "%s: split %d".formatted(source, splits.size() + 1);
            splits.add(new Split(names(where, split, "train"), names(where, split, "test")));
        }
        return splits;
    }

    /** PGL-SUM calls the lists keys, and precedes every video with the path of a file. */
    private static List<String> names(String where, JsonNode split, String part) {
        JsonNode names = split.has(part) ? split.get(part) : split.path(part + "_keys");
        if (!names.isArray()) {
            throw new DatasetException("%s has no list '%s'; %s".formatted(where, part, EXPECTED));
        }
        List<String> videos = new ArrayList<>();
        for (JsonNode name : names) {
            if (!name.isTextual()) {
                throw new DatasetException(
                        "%s: '%s' contains %s; expected names of videos".formatted(where, part, name));
            }
            videos.add(name.asText().substring(name.asText().lastIndexOf('/') + 1));
        }
        return videos;
    }
}
