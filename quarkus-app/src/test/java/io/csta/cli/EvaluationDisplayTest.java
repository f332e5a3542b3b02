package io.csta.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class EvaluationDisplayTest {

    private final StringWriter text = new StringWriter();

    @Test
    void update_noTerminal_saysALineNowAndThen() {
        try (EvaluationDisplay display = new EvaluationDisplay(new PrintWriter(text), "tvsum.h5", 0)) {
            for (int done = 0; done < 50; done++) {
                display.update("split 1, video_" + done, done, 50);
            }
        }
        assertThat(text.toString().lines()).hasSize(4).allMatch(line -> line.startsWith("tvsum.h5: "));
        assertThat(text.toString().lines().findFirst()).hasValue("tvsum.h5:   0 %, split 1, video_0");
        assertThat(text.toString()).contains("tvsum.h5:  26 %, split 1, video_13, 0 s left");
    }

    @Test
    void update_terminal_drawsALineOverAndWipesIt() {
        try (EvaluationDisplay display = new EvaluationDisplay(new PrintWriter(text), "tvsum.h5", 80)) {
            display.update("video_1", 0, 2);
            display.update("video_2", 1, 2);
        }
        assertThat(text.toString())
                .contains("\r\u001b[Ktvsum.h5 [████████░░░░░░░░]  50 %, video_2")
                .endsWith("\r\u001b[K")
                .doesNotContain("\n");
    }
}
