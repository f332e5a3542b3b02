package io.csta.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.csta.service.GeneratedTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The table of errors in the documentation is generated from {@link ProblemType}. To regenerate it:
 *
 * <pre>mvn -pl quarkus-app -am test -Dtest=ProblemTypeTest -Dsurefire.failIfNoSpecifiedTests=false -Ddocs=write</pre>
 */
class ProblemTypeTest {

    private static final Path PAGE = Path.of("..", "docs", "http-api.md");

    @Test
    void page_hasEveryType() throws IOException {
        String table = "| status | code | meaning | what to do |\n|---|---|---|---|\n"
                + Arrays.stream(ProblemType.values())
                        .map(type -> "| %d | `%s` | %s | %s |\n"
                                .formatted(type.status(), type.code(), type.meaning(), type.remedy()))
                        .collect(Collectors.joining());
        GeneratedTable.check(PAGE, "errors", table);
    }

    @ParameterizedTest
    @EnumSource
    void of_itsCode_isIt(ProblemType type) {
        assertThat(ProblemType.of(type.code())).contains(type);
        assertThat(type.uri()).hasToString("/api/problems/" + type.code());
        assertThat(type.status()).isBetween(400, 599);
    }

    @ParameterizedTest
    @CsvSource({
        "404,NOT_FOUND",
        "409,MALFORMED_REQUEST",
        "415,UNSUPPORTED_MEDIA_TYPE",
        "418,MALFORMED_REQUEST",
        "500,INTERNAL_ERROR",
        "502,INTERNAL_ERROR"
    })
    void ofStatus_ofAnErrorThatJaxRsDetects_isAType(int status, ProblemType type) {
        assertThat(ProblemType.ofStatus(status)).isEqualTo(type);
    }

    @Test
    void of_anUnknownCode_isNone() {
        assertThat(ProblemType.of("none")).isEmpty();
    }
}
