package io.csta.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.csta.diagnosis.Diagnosis;
import io.csta.diagnosis.Doctor;
import io.csta.diagnosis.Finding;
import io.csta.diagnosis.ServiceState;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiagnosisTextTest {

    private static Diagnosis diagnosis;

    @BeforeAll
    static void examine() {
        Finding error = Finding.error("service", "the port is in use", "choose another one with quarkus.http.port");
        diagnosis = Doctor.examine(new ServiceState(Map.of(), List.of(), List.of(error)), (what, fraction) -> {});
    }

    @Test
    void lines_withoutATerminal_areOnePerFindingAndAConclusion() {
        List<String> lines = new DiagnosisText(0).lines(diagnosis);
        assertThat(lines).hasSize(diagnosis.findings().size() + 1);
        assertThat(lines.get(lines.size() - 2))
                .matches("error    service +the port is in use; choose another one with quarkus.http.port");
        assertThat(lines.get(lines.size() - 1)).startsWith("Something does not work: 1 error, ");
    }

    @ParameterizedTest
    @ValueSource(ints = {80, 100})
    void lines_inATerminal_areWrappedAndIndented(int columns) {
        List<String> lines = new DiagnosisText(columns).lines(diagnosis);
        assertThat(lines).hasSizeGreaterThan(diagnosis.findings().size() + 1);
        // A path that is longer than a line stays whole.
        int text = lines.get(0).indexOf("Camel CSTA");
        assertThat(lines)
                .allMatch(line ->
                        line.length() <= columns || !line.substring(text).contains(" "));
        assertThat(String.join(" ", lines).replaceAll(" +", " "))
                .isEqualTo(
                        String.join(" ", new DiagnosisText(0).lines(diagnosis)).replaceAll(" +", " "));
    }
}
