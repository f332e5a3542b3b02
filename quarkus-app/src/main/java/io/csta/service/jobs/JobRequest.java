package io.csta.service.jobs;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.util.StdConverter;
import io.csta.summary.SummaryOption;
import io.csta.summary.SummaryOptions;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.net.URI;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a client requests.
 *
 * @param options the options of the summary; those that were not chosen have the values that the service is configured with
 * @param callback the URL to notify when the job ends
 * @param priority jobs with a higher one start first, {@value #LOWEST_PRIORITY} to {@value #HIGHEST_PRIORITY}
 * @param profile the profile whose options apply in addition; empty for that of the source
 */
@JsonDeserialize(converter = JobRequest.FromJson.class)
public record JobRequest(SummaryOptions options, Optional<URI> callback, int priority, Optional<String> profile) {

    public static final int LOWEST_PRIORITY = -10;
    public static final int HIGHEST_PRIORITY = 10;

    /** No options. */
    public static final JobRequest DEFAULTS =
            new JobRequest(SummaryOptions.DEFAULTS, Optional.empty(), 0, Optional.empty());

    private static final String CALLBACK = "callback";
    private static final String PRIORITY = "priority";
    private static final String PROFILE = "profile";

    @RegisterForReflection
    static final class FromJson extends StdConverter<Map<String, Object>, JobRequest> {

        @Override
        public JobRequest convert(Map<String, Object> members) {
            Map<SummaryOption<?>, Object> chosen = new HashMap<>();
            for (SummaryOption<?> option : SummaryOption.ALL) {
                Optional.ofNullable(members.get(member(option))).ifPresent(value -> chosen.put(option, value));
            }
            return new JobRequest(
                    new SummaryOptions(chosen, Optional.empty()),
                    Optional.ofNullable(members.get(CALLBACK)).map(url -> URI.create(url.toString())),
                    members.get(PRIORITY) instanceof Number priority ? priority.intValue() : 0,
                    Optional.ofNullable(members.get(PROFILE)).map(Object::toString));
        }
    }

    /** The same with another priority. */
    public JobRequest withPriority(int other) {
        return new JobRequest(options, callback, other, profile);
    }

    @JsonValue
    Map<String, Object> json() {
        Map<String, Object> members = new LinkedHashMap<>();
        for (SummaryOption<?> option : SummaryOption.ALL) {
            Optional.ofNullable(options.chosen().get(option)).ifPresent(value -> members.put(member(option), value));
        }
        callback.ifPresent(url -> members.put(CALLBACK, url));
        if (priority != 0) {
            members.put(PRIORITY, priority);
        }
        profile.ifPresent(name -> members.put(PROFILE, name));
        return members;
    }

    /** The name of an option in JSON and in requests. */
    public static String member(SummaryOption<?> option) {
        return option.name("_");
    }
}
