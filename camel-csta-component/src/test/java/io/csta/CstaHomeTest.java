package io.csta;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CstaHomeTest {

    private static final Path USER = Path.of("home");

    @Test
    void path_cstaHomeSet_isThat() {
        assertThat(CstaHome.path(Map.of("CSTA_HOME", "own", "XDG_DATA_HOME", "xdg")::get, "Linux", USER))
                .isEqualTo(Path.of("own"));
    }

    @Test
    void path_nothingSet_isThePlatformsDataFolder() {
        assertThat(CstaHome.path(name -> null, "Linux", USER)).isEqualTo(Path.of("home/.local/share/csta"));
        assertThat(CstaHome.path(name -> null, "Mac OS X", USER))
                .isEqualTo(Path.of("home/Library/Application Support/csta"));
        assertThat(CstaHome.path(name -> null, "Windows 11", USER)).isEqualTo(Path.of("home/AppData/Local/csta"));
    }

    @Test
    void path_platformVariableSet_isRespected() {
        assertThat(CstaHome.path(Map.of("XDG_DATA_HOME", "xdg")::get, "Linux", USER))
                .isEqualTo(Path.of("xdg/csta"));
        assertThat(CstaHome.path(Map.of("LOCALAPPDATA", "local")::get, "Windows 11", USER))
                .isEqualTo(Path.of("local/csta"));
    }
}
