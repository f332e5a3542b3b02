package io.csta.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TerminalTest {

    private static final int CLOSED = 12345;

    @Test
    void columns_ofADescriptorThatIsNotOpen_areNone() {
        assertThat(Terminal.columns(CLOSED)).isZero();
    }
}
