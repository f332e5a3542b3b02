package io.csta.nn.csta;

import io.csta.nn.backbone.Cnn;
import io.csta.nn.csta.CstaOptions.ClassToken;
import io.csta.nn.csta.CstaOptions.Embedding;
import io.csta.nn.csta.CstaOptions.PositionPlace;
import io.csta.nn.csta.CstaOptions.Role;
import io.csta.nn.csta.CstaOptions.Skip;
import io.csta.nn.csta.CstaOptions.Softmax;
import java.util.Set;

/**
 * Refuses options that conflict. Most conflicts have the same cause: features have 1024 values per row, the map of a CNN may
 * have another width, and matrices of different sizes can be neither added nor multiplied value by value.
 */
final class CstaOptionsValidator {

    private static final int WIDTH = CstaNetwork.WIDTH;
    private static final Set<Integer> ROWS_PER_FRAME = Set.of(1, 2, 4, 8);

    private final Cnn cnn;
    private final Embedding embedding;
    private final ClassToken classToken;

    private CstaOptionsValidator(Cnn cnn, Embedding embedding, ClassToken classToken) {
        this.cnn = cnn;
        this.embedding = embedding;
        this.classToken = classToken;
    }

    /** Checks the values that attention weights, and returns a validator for the other options. */
    static CstaOptionsValidator of(Cnn cnn, Role role, Embedding embedding, ClassToken classToken) {
        CstaOptionsValidator check = new CstaOptionsValidator(cnn, embedding, classToken);
        if (role == Role.ATTENTION) {
            check.values();
        }
        return check;
    }

    private boolean narrow() {
        return cnn.width() != WIDTH;
    }

    private void values() {
        if (embedding == Embedding.KEY_AND_VALUE && classToken == ClassToken.MIXED_AFTER_THE_CNN && narrow()) {
            throw refusal(
                    "mixing the class token in after the CNN results in rows of %d values, but the value embedding takes %d",
                    "use class_token=mixed at the end");
        }
        boolean resized =
                classToken == ClassToken.MIXED_AFTER_THE_CNN || classToken == ClassToken.MIXED_AFTER_THE_SOFTMAX;
        if (embedding == Embedding.NONE && !resized && narrow()) {
            throw refusal(
                    "its attention has rows of %d values, but features that are not embedded have %d",
                    "use embedding=key and value");
        }
    }

    CstaOptionsValidator rowsPerFrame(int rows) {
        if (!ROWS_PER_FRAME.contains(rows)) {
            throw new NetworkOptionException("rows_per_frame=%d is not supported; use 1, 2, 4 or 8".formatted(rows));
        }
        return this;
    }

    CstaOptionsValidator positions(PositionPlace place) {
        if (place == PositionPlace.INPUT && narrow()) {
            throw refusal(
                    "positions on the input need features of %d values, but features have %d",
                    "use position_place=attention");
        }
        return this;
    }

    CstaOptionsValidator softmax(Softmax softmax) {
        if (softmax == Softmax.NONE && classToken == ClassToken.MIXED_AFTER_THE_SOFTMAX) {
            throw new NetworkOptionException("the class token cannot be mixed in after the softmax without a softmax;"
                    + " use another softmax or class_token=mixed at the end");
        }
        return this;
    }

    CstaOptionsValidator skip(Skip skip) {
        if (skip == Skip.KEYS && embedding == Embedding.NONE && narrow()) {
            throw refusal(
                    "its map has rows of %d values, but keys that are not embedded have %d, so they cannot be added",
                    "use embedding=key and value or another skip");
        }
        if (skip == Skip.INPUT && classToken == ClassToken.MIXED_AFTER_THE_SOFTMAX) {
            throw new NetworkOptionException("skip=input adds one row for each frame and one for the class token, which"
                    + " is already mixed in after the softmax; use class_token=mixed at the end");
        }
        if (skip == Skip.INPUT && classToken != ClassToken.MIXED_AFTER_THE_CNN && narrow()) {
            throw refusal(
                    "its output has rows of %d values, but features have %d, so they cannot be added",
                    "use another skip");
        }
        return this;
    }

    CstaOptionsValidator dropout(double ratio) {
        if (!(ratio >= 0 && ratio < 1)) {
            throw new NetworkOptionException(
                    "dropout=%s is out of range; use a number from 0 to below 1".formatted(ratio));
        }
        return this;
    }

    private NetworkOptionException refusal(String reason, String remedy) {
        return new NetworkOptionException("%s does not work with these options: %s; %s, or cnn=googlenet"
                .formatted(CstaOptionsParser.word(cnn), reason.formatted(cnn.width(), WIDTH), remedy));
    }
}
