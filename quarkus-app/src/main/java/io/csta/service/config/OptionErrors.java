package io.csta.service.config;

import io.csta.CstaException;
import io.csta.FileNames;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.SmallRyeConfig;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Says in one line which option is unknown or has an invalid value, and what is allowed. */
public final class OptionErrors {

    /** What the configuration library says about a value that cannot be converted, and about one that is missing. */
    private static final Pattern INVALID =
            Pattern.compile("config property (\\S+) with the config value \"(.*?)\" threw", Pattern.DOTALL);

    private static final Pattern MISSING = Pattern.compile("config property (\\S+) is required but");

    private static final Pattern EMPTY = Pattern.compile("config property (\\S+) is defined as the empty String");

    /** Checked by {@link Profiles}. */
    private static final String PROFILES = "csta.profiles.";

    private static final Pattern UNKNOWN = Pattern.compile("SRCFG00050: (\\S+) in ");

    /** Variables of the command line and its launcher. */
    private static final Set<String> OTHER_VARIABLES =
            Set.of("CSTA_HOME", "CSTA_JAVA_OPTS", "CSTA_URL", "CSTA_TERMINAL", "CSTA_OUTPUT_TERMINAL", "CSTA_STARTING");

    /** Variables that Kubernetes sets if the service has this name there. */
    private static final Pattern OF_KUBERNETES =
            Pattern.compile("CSTA(_[A-Z0-9]+)*_(SERVICE_HOST|SERVICE_PORT|PORT)(_.+)?");

    private static final Pattern NAMED_VARIABLE = Pattern.compile("CSTA_(FOLDERS|BUCKETS)_(.+)_[^_]*");

    private static final Pattern INDEX = Pattern.compile("_\\d+_$");

    private static final Pattern FLAG = Pattern.compile("(?i)\\s*(true|yes|y|on|1|false|no|n|off|0)\\s*");

    private OptionErrors() {}

    /** What is wrong with an option if that is why the configuration cannot be read. */
    public static Optional<String> explain(Throwable failure) {
        String message = failure instanceof ConfigValidationException invalid && invalid.getProblemCount() > 0
                ? invalid.getProblem(0).getMessage()
                : String.valueOf(failure.getMessage());
        Matcher empty = EMPTY.matcher(message);
        if (empty.find()) {
            return Optional.of("%s is empty; specify a value, or remove the option".formatted(empty.group(1)));
        }
        Matcher missing = MISSING.matcher(message);
        if (missing.find()) {
            return Optional.of("%s is missing; specify a value".formatted(missing.group(1)));
        }
        Matcher unknown = UNKNOWN.matcher(message);
        if (unknown.find()) {
            return Optional.of(unknownOption(unknown.group(1)));
        }
        Matcher invalid = INVALID.matcher(message);
        return invalid.find() ? Optional.of(invalid(invalid.group(1), invalid.group(2))) : Optional.empty();
    }

    private static String invalid(String name, String value) {
        String allowed = ServiceOption.of(name)
                .map(option -> "it must be " + withArticle(option.values()))
                .orElse("it must have the type that the documentation of Quarkus names");
        return "%s is '%s'; %s".formatted(name, FileNames.shown(value), allowed);
    }

    private static String withArticle(String values) {
        if (values.startsWith("`")) {
            return values.replace("`", "");
        }
        return (values.startsWith("a") ? "an " : "a ") + values.replace("`", "");
    }

    /**
     * Checks the names of all options and variables of this program, and flags, which the configuration library takes for false
     * unless they are true.
     *
     * @throws CstaException if an option or variable is unknown, or a flag is neither true nor false
     */
    static void check(SmallRyeConfig config, Map<String, String> environment) {
        Set<String> names = new TreeSet<>();
        StreamSupport.stream(config.getPropertyNames().spliterator(), false)
                .filter(name -> name.startsWith(ServiceOption.PREFIX) && !name.startsWith(PROFILES))
                .forEach(names::add);
        for (String name : names) {
            String option = name.replaceFirst("\\[\\d+]$", "");
            if (ServiceOption.of(option).isEmpty() && !isFromTheEnvironment(name, environment)) {
                throw new CstaException(unknownOption(name));
            }
        }
        requireKnown(environment, names);
        Stream.concat(names.stream(), ServiceOption.ALL.stream().map(ServiceOption::name))
                .filter(name ->
                        ServiceOption.of(name).filter(ServiceOption::isFlag).isPresent())
                .forEach(name -> config.getOptionalValue(name, String.class)
                        .filter(value -> !FLAG.matcher(value).matches())
                        .ifPresent(value -> {
                            throw new CstaException(invalid(name, value));
                        }));
    }

    /**
     * Checks the names of all variables of this program.
     *
     * @param options the names of the options that are set
     */
    private static void requireKnown(Map<String, String> environment, Set<String> options) {
        Set<String> known = new HashSet<>(OTHER_VARIABLES);
        ServiceOption.ALL.forEach(option -> known.add(ServiceOption.variable(option.name())));
        options.stream()
                .filter(name -> ServiceOption.of(name).isPresent())
                .flatMap(ServiceOption::namesLike)
                .forEach(name -> known.add(ServiceOption.variable(name)));
        for (String variable : new TreeSet<>(environment.keySet())) {
            boolean ours = variable.startsWith("CSTA_")
                    && !OF_KUBERNETES.matcher(variable).matches();
            String withoutIndex = INDEX.matcher(variable).replaceFirst("");
            if (ours && variable.startsWith("CSTA_PROFILES_")) {
                throw new CstaException(
                        "%s: profiles cannot be defined in the environment; define them in config/application.properties or on the command line"
                                .formatted(variable));
            }
            if (ours && !known.contains(variable) && !known.contains(withoutIndex)) {
                throw new CstaException(unknownVariable(variable));
            }
        }
    }

    private static String unknownVariable(String variable) {
        List<String> similar = variablesLike(variable).toList();
        return similar.contains(variable)
                ? "%s does not define a folder or bucket, because names in the environment cannot have hyphens; define it in config/application.properties or on the command line"
                        .formatted(variable)
                : unknown("environment variable", variable, similar.stream());
    }

    private static Stream<String> variablesLike(String variable) {
        Matcher named = NAMED_VARIABLE.matcher(variable);
        String like = named.matches() ? "csta.%s.%s.".formatted(named.group(1), named.group(2)) : variable;
        return Stream.concat(
                ServiceOption.namesLike(like.toLowerCase(Locale.ROOT)).map(ServiceOption::variable),
                OTHER_VARIABLES.stream());
    }

    /** The configuration library also lists variables as options, with dots instead of underscores. */
    private static boolean isFromTheEnvironment(String name, Map<String, String> environment) {
        return environment.keySet().stream().anyMatch(variable -> variable.replaceAll("[^A-Za-z0-9]", ".")
                .equalsIgnoreCase(name.replaceAll("[^A-Za-z0-9]", ".")));
    }

    private static String unknownOption(String name) {
        return unknown("option", name, ServiceOption.namesLike(name));
    }

    private static String unknown(String kind, String name, Stream<String> known) {
        String suggestion = Suggestion.of(name, known);
        return "unknown %s %s%s"
                .formatted(
                        kind,
                        FileNames.shown(name),
                        suggestion.isEmpty() ? "; docs/configuration.md lists all of them" : suggestion);
    }
}
