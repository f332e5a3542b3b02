package io.csta;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileNamesTest {

    @ParameterizedTest
    @CsvSource({
        "a.mp4, a.mp4",
        "x/y/a.mp4, a.mp4",
        "../../etc/passwd, passwd",
        "..\\..\\windows\\system.ini, system.ini",
        "'..', video",
        "'/', video",
        "'', video",
        "'a/..', video",
        "C:evil.mp4, C_evil.mp4",
        "a<b>|?*.mp4, a_b____.mp4"
    })
    void safe_ofWhatSomebodyElseChose_isOneSegment(String untrusted, String name) {
        assertThat(FileNames.safe(untrusted)).isEqualTo(name);
    }

    @Test
    void safe_controlCharacters_areReplaced() {
        assertThat(FileNames.safe("a\n\u0000\u001b[2J\u202e4pm.mp4")).isEqualTo("a___[2J_4pm.mp4");
    }

    @Test
    void withEnding_ofALongName_cutsBetweenCharactersAndKeepsTheEnding() {
        String name = FileNames.withEnding("\ud83c\udfac".repeat(100), ".summary.mp4");
        assertThat(name).endsWith(".summary.mp4").startsWith("\ud83c\udfac");
        assertThat(name.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(200);
        assertThat(name.replace("\ud83c\udfac", "")).isEqualTo(".summary.mp4");
    }
}
