package io.csta.service.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csta.service.config.ServiceConfig;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdempotencyKeysTest {

    @TempDir
    private Path folder;

    @Test
    void key_thatWasUsed_givesTheJobThatItMade_alsoAfterARestart() {
        IdempotencyKeys keys = keys("30D");
        assertThat(keys.claim("a", "request")).isEmpty();
        assertThat(keys.claim("a", "request")).isEmpty();
        keys.made("a", "job");

        assertThat(keys("30D").claim("a", "request")).hasValue("job");
        assertThatThrownBy(() -> keys.claim("a", "another")).isInstanceOf(ProblemException.class);
        assertThat(keys.claim("b", "another")).isEmpty();
    }

    @Test
    void keys_thatAreOlderThanAnyJob_areForgotten_whileOthersCome() throws InterruptedException {
        IdempotencyKeys keys = keys("0.1S");
        keys.claim("a", "request");
        TimeUnit.MILLISECONDS.sleep(300); // their age is what counts
        keys.claim("b", "request");

        assertThat(folder.resolve("requests").toFile().list()).hasSize(1);
        assertThat(keys.claim("a", "another")).isEmpty();
    }

    private IdempotencyKeys keys(String keepFor) {
        Map<String, String> options = Map.of("csta.data", folder.toString(), "csta.jobs.keep-for", keepFor);
        return new IdempotencyKeys(new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withSources(new PropertiesConfigSource(options, "test", 100))
                .withMapping(ServiceConfig.class)
                .build()
                .getConfigMapping(ServiceConfig.class));
    }
}
