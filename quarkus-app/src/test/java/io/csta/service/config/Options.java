package io.csta.service.config;

import io.quarkus.runtime.configuration.ConfigUtils;
import io.smallrye.config.PropertiesConfigSource;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Configurations of services. */
public final class Options {

    private Options() {}

    /** The configuration that consists of these options and defaults. */
    public static ServiceConfig of(Map<String, String> options) {
        return ConfigUtils.emptyConfigBuilder()
                .withSources(new PropertiesConfigSource(options, "test", 500))
                .withMapping(ServiceConfig.class)
                .withValidateUnknown(false)
                .build()
                .getConfigMapping(ServiceConfig.class);
    }

    /** Options as on a command line: {@code NAME=VALUE}, separated by spaces. */
    public static Map<String, String> parse(String options) {
        return Pattern.compile(" ")
                .splitAsStream(options)
                .map(option -> option.split("=", 2))
                .collect(Collectors.toMap(option -> option[0], option -> option[1]));
    }
}
