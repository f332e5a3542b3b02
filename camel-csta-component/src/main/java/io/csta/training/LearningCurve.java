package io.csta.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The epochs of a split so far.
 *
 * @param protocol the rule by which an epoch is selected
 * @param epochs the epochs in order, the first with the number 1
 */
public record LearningCurve(TrainingProtocol protocol, List<Epoch> epochs) {

    private static final String HEADER = "epoch,loss,error,tau,rho,seconds,f1,spread";

    /** Copies the list. */
    public LearningCurve {
        epochs = List.copyOf(epochs);
    }

    static LearningCurve empty(TrainingProtocol protocol) {
        return new LearningCurve(protocol, List.of());
    }

    LearningCurve plus(Epoch epoch) {
        List<Epoch> more = new ArrayList<>(epochs);
        more.add(epoch);
        return new LearningCurve(protocol, more);
    }

    /**
     * The epoch whose weights are kept: the one with the highest tau; of several, the one with the least error. The published
     * code also requires a higher rho, and keeps the first of several. An epoch whose coefficients are defined for more
     * videos is preferred in any case; if they are always undefined, the published code keeps the last epoch.
     */
    public Optional<Epoch> best() {
        Optional<Epoch> best = Optional.empty();
        for (Epoch epoch : epochs) {
            if (best.isEmpty() || isBetter(epoch, best.get())) {
                best = Optional.of(epoch);
            }
        }
        return best;
    }

    private boolean isBetter(Epoch epoch, Epoch best) {
        int byTau = Epoch.BY_TAU.compare(epoch, best);
        if (protocol == TrainingProtocol.VALIDATED) {
            return byTau > 0 || (byTau == 0 && epoch.error() < best.error());
        }
        if (epoch.agreement().leftOut() != best.agreement().leftOut()) {
            return byTau > 0;
        }
        return best.agreement().correlation().isEmpty() || (byTau > 0 && epoch.rho() > best.rho());
    }

    /** Whether this many epochs have passed without a better one. */
    boolean isStale(int patience) {
        return best().filter(best -> epochs.size() - best.number() >= patience).isPresent();
    }

    /** As a table: one line per epoch, with empty fields for undefined coefficients. */
    public String csv() {
        StringBuilder csv = new StringBuilder(HEADER).append('\n');
        for (Epoch epoch : epochs) {
            csv.append(String.format(Locale.ROOT, "%d,%.8g,%.8g,", epoch.number(), epoch.loss(), epoch.error()))
                    .append(number(epoch.tau()))
                    .append(',')
                    .append(number(epoch.rho()))
                    .append(String.format(Locale.ROOT, ",%.3f,", epoch.seconds()))
                    .append(number(epoch.agreement().f1().orElse(Double.NaN)))
                    .append(',')
                    .append(
                            epoch.spread().isEmpty()
                                    ? ""
                                    : String.format(
                                            Locale.ROOT, "%.8g", epoch.spread().getAsDouble()))
                    .append('\n');
        }
        return csv.toString();
    }

    private static String number(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.6f", value) : "";
    }
}
