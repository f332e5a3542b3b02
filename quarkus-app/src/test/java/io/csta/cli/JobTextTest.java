package io.csta.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class JobTextTest {

    private static JsonNode json(String text) throws JsonProcessingException {
        return new ObjectMapper().readTree(text.replace('\'', '"'));
    }

    @Test
    void table_hasAHeading_alignedColumns_andTheErrors() throws JsonProcessingException {
        JsonNode jobs = json(
                """
                [{'id':'5f3c9a0d6a1e4b7c8d2e1f0a9b8c7d6e', 'state':'failed', 'created':'2026-11-26T10:43:39.5Z',
                  'source':{'name':'holiday.mp4'}, 'progress':{'fraction':0.5},
                  'error':{'message':'holiday.mp4 is empty; copy or upload the complete file'}},
                 {'id':'0f3c9a0d6a1e4b7c8d2e1f0a9b8c7d6e', 'state':'done', 'created':'2026-11-26T09:00:00Z',
                  'source':{'name':'a\\u001b[K.mp4'}, 'progress':{'fraction':1}}]
                """);
        assertThat(JobText.table(jobs))
                .containsExactly(
                        "id                                state       done  created               video        error",
                        "5f3c9a0d6a1e4b7c8d2e1f0a9b8c7d6e  failed      50 %  2026-11-26T10:43:39Z  holiday.mp4"
                                + "  holiday.mp4 is empty; copy or upload the complete file",
                        "0f3c9a0d6a1e4b7c8d2e1f0a9b8c7d6e  done       100 %  2026-11-26T09:00:00Z  a?[K.mp4");
    }

    @Test
    void table_ofNoJobs_isTheHeading() throws JsonProcessingException {
        assertThat(JobText.table(json("[]"))).hasSize(1);
    }
}
