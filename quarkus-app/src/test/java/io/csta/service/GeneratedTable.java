package io.csta.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A table in the documentation that is generated from code, between two comments. */
public final class GeneratedTable {

    private GeneratedTable() {}

    /**
     * Fails if the table on a page is another one; with {@code -Ddocs=write}, replaces it.
     *
     * @param name the name in the comments
     */
    public static void check(Path page, String name, String table) throws IOException {
        String begin = "<!-- %s: begin -->\n".formatted(name);
        String text = Files.readString(page);
        String expected = text.substring(0, text.indexOf(begin) + begin.length())
                + table
                + text.substring(text.indexOf("<!-- %s: end -->".formatted(name)));
        if ("write".equals(System.getProperty("docs"))) {
            Files.writeString(page, expected);
        } else {
            assertThat(text)
                    .as("%s; the Javadoc of this test says how to regenerate it", page)
                    .isEqualTo(expected);
        }
    }
}
