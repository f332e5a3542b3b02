package io.csta.diagnosis;

import io.csta.CancelledException;
import io.csta.model.ModelCard;
import io.csta.nn.NetworkCheck;
import io.csta.nn.engine.Device;
import io.csta.nn.engine.Engine;
import io.csta.nn.engine.Torch;
import io.csta.onnx.OnnxRuntime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A library that runs networks.
 *
 * @param engine its word in options, for example {@code onnxruntime}
 * @param version its version; empty if it cannot be loaded
 * @param device the device {@code auto}; empty if it cannot be loaded
 * @param gpus the number of GPUs that it can use
 * @param arithmetic the results of the arithmetic check, by network
 * @param failure why it cannot be loaded or checked
 */
public record EngineState(
        String engine,
        Optional<String> version,
        Optional<String> device,
        int gpus,
        List<Arithmetic> arithmetic,
        Optional<String> failure) {

    /**
     * The result of the arithmetic check of one network.
     *
     * @param network its name
     * @param correct whether the engine computes it correctly with some setting
     * @param setting the fastest setting that is correct, which is in use; empty if none is
     * @param fault the first layer that the default setting computes incorrectly
     */
    public record Arithmetic(String network, boolean correct, Optional<String> setting, Optional<String> fault) {

        static Arithmetic of(NetworkCheck.Result result) {
            return new Arithmetic(
                    result.network(),
                    result.verdict().isUsable(),
                    result.verdict().setting(),
                    result.verdict().fault());
        }
    }

    /** Loads the engine and checks the networks of a model on its default device. */
    static EngineState of(Engine engine, ModelCard model) {
        Optional<String> version = Optional.empty();
        Optional<String> name = Optional.empty();
        int gpus = 0;
        try {
            version = Optional.of(engine == Engine.PYTORCH ? Torch.version() : OnnxRuntime.version());
            gpus = Device.gpus(engine);
            Device device = Device.named(Device.AUTO, engine);
            name = Optional.of(device.name());
            List<Arithmetic> arithmetic = NetworkCheck.results(model.pictureCnn(), model.network(), device).stream()
                    .map(Arithmetic::of)
                    .toList();
            return new EngineState(engine.word(), version, name, gpus, arithmetic, Optional.empty());
        } catch (CancelledException e) {
            throw e;
        } catch (RuntimeException | LinkageError e) {
            return new EngineState(engine.word(), version, name, gpus, List.of(), Optional.of(Failures.message(e)));
        }
    }

    private boolean trains() {
        return engine.equals(Engine.PYTORCH.word());
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        if (failure.isPresent()) {
            findings.add(Finding.error(
                    engine,
                    version.map(known -> known + " failed: ").orElse("cannot be loaded: ") + failure.get(),
                    trains()
                            ? "training needs it; check the disk space and permissions of the folder of libtorch"
                            : "use the engine pytorch"));
            return findings;
        }
        findings.add(Finding.ok(
                engine,
                "%s on %s, for %s"
                        .formatted(version.orElse("?"), device.orElse("?"), trains() ? "training" : "inference")));
        findings.add(arithmeticFinding());
        return findings;
    }

    private Finding arithmeticFinding() {
        String name = "arithmetic " + (trains() ? "pytorch" : "onnx");
        Optional<Arithmetic> incorrect =
                arithmetic.stream().filter(each -> !each.correct()).findFirst();
        if (incorrect.isPresent()) {
            return Finding.error(
                    name,
                    "incorrect: %s of %s"
                            .formatted(
                                    incorrect.get().fault().orElse("convolutions"),
                                    incorrect.get().network()),
                    trains()
                            ? "train on another machine; ONNX Runtime is used for everything else"
                            : "use the engine pytorch or another machine, and report this output");
        }
        Optional<Arithmetic> remedied =
                arithmetic.stream().filter(each -> each.fault().isPresent()).reduce((first, last) -> last);
        if (remedied.isPresent()) {
            return Finding.warning(
                    name,
                    "correct %s (slower; now in use); incorrect with the default setting (%s)"
                            .formatted(
                                    remedied.get().setting().orElse("?"),
                                    remedied.get().fault().orElse("?")),
                    "nothing to do; a machine that reports its cache sizes may be faster");
        }
        return Finding.ok(
                name,
                "correct (%s)"
                        .formatted(arithmetic.stream().map(Arithmetic::network).collect(Collectors.joining("; "))));
    }
}
