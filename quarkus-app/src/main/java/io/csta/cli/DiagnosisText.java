package io.csta.cli;

import io.csta.diagnosis.Diagnosis;
import io.csta.diagnosis.Finding;
import io.csta.diagnosis.Finding.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A diagnosis as text: one line per finding, in columns.
 *
 * @param columns the width of the terminal, to which long findings are wrapped; 0 for none
 */
record DiagnosisText(int columns) {

    private static final int NARROWEST = 20;
    private static final String GAP = "  ";

    List<String> lines(Diagnosis diagnosis) {
        int nameWidth = diagnosis.findings().stream()
                .mapToInt(finding -> finding.name().length())
                .max()
                .orElse(0);
        List<String> lines = new ArrayList<>();
        for (Finding finding : diagnosis.findings()) {
            String begin = "%-7s".formatted(word(finding.status()))
                    + GAP
                    + ("%-" + nameWidth + "s").formatted(finding.name())
                    + GAP;
            String text = finding.text()
                    + finding.remedy().map(remedy -> "; " + remedy).orElse("");
            String indent = begin;
            for (String part : wrapped(text, columns - begin.length())) {
                lines.add(indent + part);
                indent = " ".repeat(begin.length());
            }
        }
        lines.add(conclusion(diagnosis));
        return lines;
    }

    private static String word(Status status) {
        return status.name().toLowerCase(Locale.ROOT);
    }

    private static String conclusion(Diagnosis diagnosis) {
        long errors = count(diagnosis, Status.ERROR);
        long warnings = count(diagnosis, Status.WARNING);
        String counted = "%s, %s".formatted(Counted.of(errors, "error"), Counted.of(warnings, "warning"));
        return (errors > 0 ? "Something does not work: " : "Everything works: ") + counted + ".";
    }

    private static long count(Diagnosis diagnosis, Status status) {
        return diagnosis.findings().stream()
                .filter(finding -> finding.status() == status)
                .count();
    }

    /** Breaks at spaces; a longer word stays whole. */
    private static List<String> wrapped(String text, int width) {
        if (width < NARROWEST) {
            return List.of(text);
        }
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
