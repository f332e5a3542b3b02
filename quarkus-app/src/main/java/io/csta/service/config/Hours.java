package io.csta.service.config;

import io.csta.CstaException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The hours of a day in which jobs start.
 *
 * @param from the first moment
 * @param to the first moment after the hours; on the next day if it is not after {@code from}
 */
public record Hours(LocalTime from, LocalTime to) {

    private static final Pattern SYNTAX = Pattern.compile("\\s*(\\d\\d:\\d\\d)\\s*-\\s*(\\d\\d:\\d\\d)\\s*");
    private static final Duration DAY = Duration.ofDays(1);

    /**
     * Reads hours such as {@code 22:00-06:00}.
     *
     * @throws CstaException if the text has another form, or both times are the same
     */
    public static Hours parse(String text) {
        Matcher times = SYNTAX.matcher(text);
        try {
            if (times.matches() && !times.group(1).equals(times.group(2))) {
                return new Hours(LocalTime.parse(times.group(1)), LocalTime.parse(times.group(2)));
            }
        } catch (DateTimeException e) {
            // reported below
        }
        throw new CstaException("csta.jobs.hours is '%s'; use two times of a day, such as 22:00-06:00".formatted(text));
    }

    /** The time until jobs may start; zero within the hours. */
    public Duration until(LocalTime now) {
        boolean isWithin =
                from.isBefore(to) ? !now.isBefore(from) && now.isBefore(to) : !now.isBefore(from) || now.isBefore(to);
        if (isWithin) {
            return Duration.ZERO;
        }
        Duration wait = Duration.between(now, from);
        return wait.isNegative() ? wait.plus(DAY) : wait;
    }

    /** When jobs may start; now within the hours. */
    public ZonedDateTime next(ZonedDateTime now) {
        if (until(now.toLocalTime()).isZero()) {
            return now;
        }
        ZonedDateTime today = now.with(from);
        return today.isBefore(now) ? now.plusDays(1).with(from) : today;
    }
}
