package io.csta.cli;

import io.csta.nn.engine.Device;
import io.csta.summary.SummaryOption;
import io.csta.summary.SummaryOptions;
import jakarta.enterprise.inject.Vetoed;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The summary options of a command, as declared in the library. */
@Command
@Vetoed // Quarkus takes every @Command for a bean
class DeclaredOptions {

    private final List<SummaryOption<?>> options;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    DeclaredOptions(SummaryOption<?>... options) {
        this(List.of(), options);
    }

    DeclaredOptions(List<SummaryOption<?>> options, SummaryOption<?>... others) {
        this.options = Stream.concat(options.stream(), Stream.of(others)).toList();
    }

    /** Called by picocli. */
    @Spec(Spec.Target.MIXEE)
    final void addTo(CommandSpec command) {
        boolean isExclusive = options.containsAll(SummaryOption.EXCLUSIVE);
        ArgGroupSpec.Builder exclusive = ArgGroupSpec.builder();
        for (SummaryOption<?> option : options) {
            if (isExclusive && SummaryOption.EXCLUSIVE.contains(option)) {
                exclusive.addArg(specOf(option));
            } else {
                command.addOption(specOf(option));
            }
        }
        if (isExclusive) {
            command.addArgGroup(exclusive.build());
        }
    }

    private static OptionSpec specOf(SummaryOption<?> option) {
        OptionSpec.Builder builder = OptionSpec.builder(name(option));
        if (option.isFlag()) {
            return builder.type(boolean.class).description(option.usage()).build();
        }
        return builder.type(Object.class) // a boolean that has a value would be completed as a flag
                .arity("1")
                .paramLabel(option.usage())
                .converters(text -> value(option, text))
                .completionCandidates(option.syntax().words())
                .description(help(option))
                .build();
    }

    private static Object value(SummaryOption<?> option, String text) {
        try {
            return option.value(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }

    /** The name of an option. A flag that is on by default can be turned off. */
    private static String name(SummaryOption<?> option) {
        return (isOn(option) ? "--no-" : "--") + option.name("-");
    }

    private static boolean isOn(SummaryOption<?> option) {
        return option.isFlag() && option.byDefault().equals(Optional.of("true"));
    }

    private static String help(SummaryOption<?> option) {
        String text = option.help()
                + option.byDefault().map(" Default: %s."::formatted).orElse("");
        for (SummaryOption<?> other : SummaryOption.ALL) {
            text = text.replace("`" + other.name() + "`", name(other));
        }
        return text.replace("`", "").replace("%", "%%");
    }

    /** Whether an option was given. */
    final boolean isGiven(SummaryOption<?> option) {
        return spec.commandLine().getParseResult().hasMatchedOption(name(option));
    }

    /** The options as given; the others have their defaults. */
    final SummaryOptions values() {
        ParseResult given = spec.commandLine().getParseResult();
        SummaryOptions values = SummaryOptions.DEFAULTS;
        for (SummaryOption<?> option : options) {
            if (isGiven(option)) {
                Object value = given.matchedOptionValue(name(option), "");
                values = values.with(option, isOn(option) ? value.equals(false) : value);
            }
        }
        return values;
    }

    /**
     * The device.
     *
     * @throws io.csta.nn.engine.UnknownDeviceException if the engine finds no such device on this machine
     */
    final Device device() {
        return Device.named(values().get(SummaryOption.DEVICE), values().get(SummaryOption.ENGINE));
    }

    /** The command that these options belong to. */
    final CommandSpec spec() {
        return spec;
    }
}
