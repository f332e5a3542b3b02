package io.csta.dataset;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import io.csta.OutputFile;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Reads ratings as CSV. */
final class RatingFile {

    private static final String EXPECTED = "expected CSV with the header video,annotator,start,end,score";
    private static final List<String> COLUMNS = List.of("video", "annotator", "start", "end", "score");

    private static final CsvMapper CSV = CsvMapper.builder()
            .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
            .enable(CsvParser.Feature.TRIM_SPACES)
            .build();

    private final Path path;
    private final int[] columns;
    private final int width;

    private RatingFile(Path path, String[] header) {
        this.path = path;
        List<String> names =
                Arrays.stream(header).map(name -> name.toLowerCase(Locale.ROOT)).toList();
        for (String column : COLUMNS) {
            if (names.indexOf(column) < 0 || names.indexOf(column) != names.lastIndexOf(column)) {
                throw new DatasetException("%s: the header has %s column '%s': %s; %s"
                        .formatted(
                                path,
                                names.contains(column) ? "more than one" : "no",
                                column,
                                String.join(",", header),
                                EXPECTED));
            }
        }
        this.columns = COLUMNS.stream().mapToInt(names::indexOf).toArray();
        this.width = header.length;
    }

    static List<Rating> read(Path path) {
        if (!Files.isRegularFile(path)) {
            throw new DatasetException(path + ": no such file; " + EXPECTED);
        }
        try (InputStream in = Files.newInputStream(path);
                JsonParser parser = CSV.createParser(in);
                MappingIterator<String[]> rows = CSV.readerFor(String[].class).readValues(parser)) {
            if (!rows.hasNextValue()) {
                throw new DatasetException(path + ": empty file; " + EXPECTED);
            }
            return new RatingFile(path, rows.nextValue()).ratings(rows);
        } catch (JsonProcessingException e) {
            throw new DatasetException("%s: %s; %s".formatted(path, e.getOriginalMessage(), EXPECTED), e);
        } catch (CharConversionException e) {
            throw new DatasetException("%s: not UTF-8 text; %s".formatted(path, EXPECTED), e);
        } catch (IOException e) {
            throw new DatasetException("cannot read %s: %s".formatted(path, OutputFile.reason(e)), e);
        }
    }

    private List<Rating> ratings(MappingIterator<String[]> rows) throws IOException {
        List<Rating> ratings = new ArrayList<>();
        while (true) {
            int line = rows.getCurrentLocation().getLineNr();
            if (!rows.hasNextValue()) {
                break;
            }
            ratings.add(rating(rows.nextValue(), line));
        }
        if (ratings.isEmpty()) {
            throw new DatasetException(path + ": has a header but no ratings; add one line per rating");
        }
        return ratings;
    }

    private Rating rating(String[] row, int line) {
        if (row.length != width) {
            throw wrong(line, "has %d fields; expected %d, as in the header".formatted(row.length, width));
        }
        Rating rating = new Rating(
                text(row, 0, line),
                text(row, 1, line),
                number(row, 2, line),
                number(row, 3, line),
                number(row, 4, line),
                line);
        if (rating.start() >= rating.end()) {
            throw wrong(
                    line,
                    "goes from %s to %s seconds; expected an end after the start"
                            .formatted(rating.start(), rating.end()));
        }
        return rating;
    }

    private String text(String[] row, int column, int line) {
        String text = row[columns[column]];
        if (text.isEmpty()) {
            throw wrong(line, "has no %s".formatted(COLUMNS.get(column)));
        }
        return text;
    }

    private double number(String[] row, int column, int line) {
        String text = row[columns[column]];
        try {
            double number = Double.parseDouble(text);
            if (Double.isFinite(number) && number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // reported below
        }
        throw wrong(
                line,
                "has '%s' as %s; expected a number of at least 0, such as 12.5".formatted(text, COLUMNS.get(column)));
    }

    private DatasetException wrong(int line, String what) {
        return new DatasetException("%s: line %d %s".formatted(path, line, what));
    }
}
