package io.csta.nn;

import io.csta.arithmetic.Arithmetic;
import io.csta.arithmetic.ArithmeticGuard;
import io.csta.arithmetic.Convolution;
import io.csta.arithmetic.CpuIdentity;
import io.csta.nn.NetworkCheck.Dependencies;
import io.csta.nn.engine.TorchSetting;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/** Makes the engines appear incorrect on this processor until it is closed. */
public final class Faults implements AutoCloseable {

    private final Predicate<Convolution> wrong;
    private final List<String> settings;

    private Faults(Predicate<Convolution> wrong, List<String> settings) {
        this.wrong = wrong;
        this.settings = settings;
    }

    /**
     * Makes all convolutions incorrect.
     *
     * @param folder for verdicts
     * @param settings with which they are incorrect
     */
    public static Faults in(Path folder, String... settings) {
        return of(folder, convolution -> true, settings);
    }

    /**
     * Makes some convolutions incorrect.
     *
     * @param folder for verdicts
     * @param wrong selects the incorrect convolutions
     * @param settings with which they are incorrect
     */
    static Faults of(Path folder, Predicate<Convolution> wrong, String... settings) {
        Faults faults = new Faults(wrong, List.of(settings));
        CpuIdentity processor = new CpuIdentity("Test processor", "test", true);
        NetworkCheck.use(new Dependencies(
                ArithmeticGuard.in(folder, processor), device -> faults.new Faulty(NetworkCheck.arithmetic(device))));
        return faults;
    }

    @Override
    public void close() {
        NetworkCheck.use(NetworkCheck.OF_PROCESS);
        TorchSetting.DEFAULT.use();
    }

    /** A library with the selected faults. */
    private final class Faulty implements Arithmetic.Trainable {
        private final Arithmetic library;
        private String current = "";

        private Faulty(Arithmetic library) {
            this.library = library;
        }

        @Override
        public String name() {
            return library.name();
        }

        @Override
        public List<String> settings() {
            return library.settings();
        }

        @Override
        public boolean use(String setting) {
            current = setting;
            return library.use(setting);
        }

        @Override
        public float[] convolve(Convolution shape, int batch, float[] input, float[] kernel, float[] bias) {
            float[] output = library.convolve(shape, batch, input, kernel, bias);
            if (settings.contains(current) && wrong.test(shape)) {
                for (int i = 0; i < output.length; i++) {
                    output[i] *= 0.99f;
                }
            }
            return output;
        }

        @Override
        public Gradients gradients(Convolution shape, int batch, float[] input, float[] kernel, float[] weights) {
            return ((Arithmetic.Trainable) library).gradients(shape, batch, input, kernel, weights);
        }
    }
}
