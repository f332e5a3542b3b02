package io.csta.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.csta.service.jobs.JobRequest;
import io.csta.summary.SummaryOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RequestOptionsTest {

    private static final Path PAGE = Path.of("..", "docs", "http-api.md");

    @Test
    void options_thatClientsCanSet_areOnThePage() throws IOException {
        String page = Files.readString(PAGE);
        assertThat(RequestOptions.OPTIONS)
                .allSatisfy(option -> assertThat(page).contains("| `%s` |".formatted(JobRequest.member(option))));
    }

    @Test
    void options_ofTheMachine_cannotBeSet() {
        assertThat(RequestOptions.OPTIONS)
                .doesNotContain(
                        SummaryOption.DEVICE, SummaryOption.ENGINE, SummaryOption.OVERWRITE, SummaryOption.BATCH_SIZE);
    }
}
