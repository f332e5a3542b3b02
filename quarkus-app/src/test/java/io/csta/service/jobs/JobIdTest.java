package io.csta.service.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JobIdTest {

    private static String id(Optional<String> folder) {
        return JobId.ofFile(new Source.Folder(folder, Path.of("trip", "a.mp4"), 7, 8, "ab"));
    }

    /** Jobs of earlier versions have these ids. */
    @Test
    void ofFile_inTheInbox_isTheHashOfPathAndContent() {
        assertThat(id(Optional.empty())).isEqualTo("219ab56fcf73e1b3d1dc731437ff12ba");
    }

    @Test
    void ofFile_inANamedFolder_alsoDependsOnTheName() {
        assertThat(id(Optional.of("tv")))
                .isEqualTo("c1f8eb4af2ecf72a0dd153a202303e8c")
                .isNotEqualTo(id(Optional.of("news")));
    }
}
