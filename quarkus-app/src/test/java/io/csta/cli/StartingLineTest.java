package io.csta.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class StartingLineTest {

    private static final String ERASE = "\r\u001b[K";

    private final StringWriter terminal = new StringWriter();
    private final PrintWriter err = new PrintWriter(terminal);

    @Test
    void firstOutput_erasesTheLine_once() {
        StartingLine line = new StartingLine(err, true);
        try (PrintWriter out = new PrintWriter(line.before(terminal));
                PrintWriter errors = new PrintWriter(line.before(err))) {
            assertThat(terminal).hasToString("");
            out.print("done");
            errors.print('!');
            errors.printf("%d", 1);
        }
        line.erase();
        assertThat(terminal).hasToString(ERASE + "done!1");
    }

    @Test
    void erase_withoutOutput_erasesTheLine() {
        new StartingLine(err, true).erase();
        assertThat(terminal).hasToString(ERASE);
    }

    @Test
    void lineThatIsNotThere_isNotErased() {
        StartingLine line = new StartingLine(err, false);
        try (PrintWriter out = new PrintWriter(line.before(terminal))) {
            out.print("done");
        }
        line.erase();
        assertThat(terminal).hasToString("done");
    }
}
