package io.csta.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalLineTest {

    @ParameterizedTest
    @CsvSource({"80, csta: loading the model starter", "20, csta: loading the m", "0, ''"})
    void text_isShownInATerminal_withoutWrapping(int columns, String shown) {
        StringWriter terminal = new StringWriter();
        new TerminalLine(new PrintWriter(terminal), columns).show("loading the model starter");
        assertThat(terminal.toString().replace("\r\u001b[K", "")).isEqualTo(shown);
    }
}
