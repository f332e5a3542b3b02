package io.csta.checkpoint;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The header of a safetensors file: JSON with the position of the elements of each tensor.
 *
 * @param entries the tensors by name, in the order of the header
 * @param metadata free text by key
 */
record SafetensorsHeader(Map<String, Entry> entries, Map<String, String> metadata) {

    static final String METADATA = "__metadata__";

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /**
     * The position of a tensor.
     *
     * @param begin its first byte, counted from the end of the header
     * @param end the byte after its last
     */
    record Entry(DType dtype, List<Long> shape, long begin, long end) {

        long[] sizes() {
            return shape.stream().mapToLong(Long::longValue).toArray();
        }
    }

    /**
     * Reads the JSON of a header.
     *
     * @throws IOException if it is not JSON
     * @throws CheckpointException if it does not have the form of a header
     */
    static SafetensorsHeader parse(String json) throws IOException {
        SafetensorsHeader header = new SafetensorsHeader(new LinkedHashMap<>(), new LinkedHashMap<>());
        try (JsonParser parser = JSON.createParser(json)) {
            require(parser.nextToken() == JsonToken.START_OBJECT, "an object");
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                require(
                        parser.nextToken() == JsonToken.START_OBJECT,
                        "an object for " + PrintableNames.printable(name));
                if (name.equals(METADATA)) {
                    parseMetadata(parser, header.metadata);
                } else {
                    header.entries.put(name, parseEntry(parser, name));
                }
            }
            require(parser.nextToken() == null, "nothing after it");
        }
        return header;
    }

    private static void parseMetadata(JsonParser parser, Map<String, String> metadata) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            require(
                    parser.nextToken() == JsonToken.VALUE_STRING,
                    "text for the metadata " + PrintableNames.printable(key));
            metadata.put(key, parser.getText());
        }
    }

    private static Entry parseEntry(JsonParser parser, String name) throws IOException {
        String type = "";
        List<Long> shape = List.of(-1L);
        List<Long> offsets = List.of();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (field) {
                case "dtype" -> {
                    require(
                            value == JsonToken.VALUE_STRING,
                            "a string for the dtype of " + PrintableNames.printable(name));
                    type = parser.getText();
                }
                case "shape" -> shape = longs(parser, name);
                case "data_offsets" -> offsets = longs(parser, name);
                default -> parser.skipChildren();
            }
        }
        String found = type;
        DType dtype = DType.ofSafetensors(type)
                .orElseThrow(() -> new CheckpointException("tensor " + PrintableNames.printable(name)
                        + " has the unsupported type '" + PrintableNames.printable(found) + "'"));
        require(
                offsets.size() == 2 && !shape.contains(-1L),
                "a shape and two data_offsets for " + PrintableNames.printable(name));
        return new Entry(dtype, shape, offsets.get(0), offsets.get(1));
    }

    private static List<Long> longs(JsonParser parser, String name) throws IOException {
        List<Long> longs = new ArrayList<>();
        require(
                parser.currentToken() == JsonToken.START_ARRAY,
                "a list of integers for " + PrintableNames.printable(name));
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            require(
                    parser.currentToken() == JsonToken.VALUE_NUMBER_INT,
                    "integers for " + PrintableNames.printable(name));
            longs.add(parser.getLongValue());
        }
        return longs;
    }

    private static void require(boolean right, String expected) {
        if (!right) {
            throw new CheckpointException(
                    "has a malformed safetensors header; expected " + expected + ": the file is damaged");
        }
    }

    /** The JSON of this header. */
    String json() throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            if (!metadata.isEmpty()) {
                json.writeObjectFieldStart(METADATA);
                for (Map.Entry<String, String> pair : metadata.entrySet()) {
                    json.writeStringField(pair.getKey(), pair.getValue());
                }
                json.writeEndObject();
            }
            for (Map.Entry<String, Entry> named : entries.entrySet()) {
                Entry entry = named.getValue();
                json.writeObjectFieldStart(named.getKey());
                json.writeStringField("dtype", entry.dtype.safetensorsName());
                json.writeFieldName("shape");
                json.writeArray(entry.sizes(), 0, entry.shape.size());
                json.writeFieldName("data_offsets");
                json.writeArray(new long[] {entry.begin, entry.end}, 0, 2);
                json.writeEndObject();
            }
            json.writeEndObject();
        }
        return text.toString();
    }
}
