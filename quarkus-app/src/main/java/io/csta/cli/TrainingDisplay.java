package io.csta.cli;

import io.csta.evaluation.MeanResult;
import io.csta.training.Epoch;
import io.csta.training.TrainedSplit;
import io.csta.training.TrainingListener;
import io.csta.training.TrainingProgress;
import java.io.PrintWriter;
import java.util.Locale;

/** Shows the progress of a training run: a bar in a terminal, and a line per epoch. */
final class TrainingDisplay implements TrainingListener, AutoCloseable {

    private final PrintWriter err;
    private final TerminalLine line;
    private final boolean quiet;
    private String left = "";

    TrainingDisplay(PrintWriter err, boolean quiet) {
        this.err = err;
        this.line = new TerminalLine(err, TerminalLine.columns());
        this.quiet = quiet;
    }

    @Override
    public void note(String text) {
        if (!quiet) {
            line.wipe();
            CommandLines.say(err, text);
        }
    }

    @Override
    public void step(TrainingProgress progress) {
        left = progress.secondsLeft().isPresent()
                ? ", " + ProgressDisplay.duration(progress.secondsLeft().getAsDouble()) + " left"
                : "";
        if (!quiet && line.isThere()) {
            String words = String.format(
                    Locale.ROOT,
                    "%3.0f %%, epoch %d of %d, loss %.4f%s",
                    100 * progress.fraction(),
                    progress.epoch(),
                    progress.epochs(),
                    progress.loss(),
                    left);
            line.draw("split " + progress.split(), progress.fraction(), words);
        }
    }

    @Override
    public void epoch(int split, Epoch epoch) {
        if (!quiet) {
            line.wipe();
            err.printf(
                    Locale.ROOT,
                    "split %d, epoch %d: loss %.5f, tau, rho, F1 %s%s%n",
                    split,
                    epoch.number(),
                    epoch.loss(),
                    means(epoch.agreement()).strip().replaceAll(" +", " "),
                    left);
            err.flush();
        }
    }

    @Override
    public void split(TrainedSplit done) {
        if (!quiet) {
            line.wipe();
            err.printf(
                    Locale.ROOT,
                    "split %d: done, epoch %d of %d kept in %s%n",
                    done.number(),
                    done.best().number(),
                    done.epochs(),
                    done.weights());
            err.flush();
        }
    }

    /** Tau, rho and F1 in columns; a dash where one is undefined. */
    static String means(MeanResult mean) {
        String ranks = mean.correlation()
                .map(correlation -> String.format(Locale.ROOT, "%6.3f %6.3f", correlation.tau(), correlation.rho()))
                .orElse("     -      -");
        String f1 = mean.f1().isPresent()
                ? String.format(Locale.ROOT, " %6.2f", mean.f1().getAsDouble())
                : "      -";
        String leftOut = mean.leftOut() == 0 ? "" : " (%d undefined, omitted)".formatted(mean.leftOut());
        return ranks + f1 + leftOut;
    }

    @Override
    public void close() {
        line.wipe();
    }
}
