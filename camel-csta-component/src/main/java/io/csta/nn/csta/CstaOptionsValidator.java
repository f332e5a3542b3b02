package io.csta.nn.csta;

import io.csta.nn.backbone.Cnn;
import io.csta.nn.csta.CstaOptions.ClassToken;
import io.csta.nn.csta.CstaOptions.Embedding;
import io.csta.nn.csta.CstaOptions.Input;
import io.csta.nn.csta.CstaOptions.PositionPlace;
import io.csta.nn.csta.CstaOptions.Role;
import io.csta.nn.csta.CstaOptions.Skip;
import io.csta.nn.csta.CstaOptions.Softmax;
import java.util.Set;

/**
 * Refuses options that conflict. Most conflicts have the same cause: the map of a CNN may have another width than the
 * features, and matrices of different sizes can be neither added nor multiplied value by value.
 */
final class CstaOptionsValidator {

    /** Wider vectors come from no known extractor; the limit rejects a typing error before gigabytes are allocated. */
    private static final int LARGEST_WIDTH = 8192;

    private static final Set<Integer> ROWS_PER_FRAME = Set.of(1, 2, 4, 8);

    private final Cnn cnn;
    private final int inputWidth;
    private final Embedding embedding;
    private final ClassToken classToken;

    private CstaOptionsValidator(Cnn cnn, int inputWidth, Embedding embedding, ClassToken classToken) {
        this.cnn = cnn;
        this.inputWidth = inputWidth;
        this.embedding = embedding;
        this.classToken = classToken;
    }

    /** Checks the values that attention weights, and returns a validator for the other options. */
    static CstaOptionsValidator of(
            Cnn cnn, int vectorWidth, Input input, Role role, Embedding embedding, ClassToken classToken) {
        if (vectorWidth < 1 || vectorWidth > LARGEST_WIDTH) {
            throw new NetworkOptionException(
                    "vector_width=%d is out of range; use the width of the extractor's vectors, such as 1024 or 1280"
                            .formatted(vectorWidth));
        }
        if (input == Input.CHANGE_PROFILES && vectorWidth < ChangeProfiles.LEAST_VECTOR_WIDTH) {
            throw new NetworkOptionException("vector_width=%d is too small for input=change profiles; use at least %d"
                    .formatted(vectorWidth, ChangeProfiles.LEAST_VECTOR_WIDTH));
        }
        CstaOptionsValidator check =
                new CstaOptionsValidator(cnn, CstaOptions.width(vectorWidth, input), embedding, classToken);
        if (role == Role.ATTENTION) {
            check.values();
        }
        return check;
    }

    private boolean hasOtherWidth() {
        return cnn.width() != inputWidth;
    }

    private void values() {
        if (embedding == Embedding.KEY_AND_VALUE && classToken == ClassToken.MIXED_AFTER_THE_CNN && hasOtherWidth()) {
            throw refusal(
                    "mixing the class token in after the CNN results in rows of %d values, but the value embedding takes %d",
                    "use class_token=mixed at the end");
        }
        boolean resized =
                classToken == ClassToken.MIXED_AFTER_THE_CNN || classToken == ClassToken.MIXED_AFTER_THE_SOFTMAX;
        if (embedding == Embedding.NONE && !resized && hasOtherWidth()) {
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
        if (place == PositionPlace.INPUT && hasOtherWidth()) {
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
        if (skip == Skip.KEYS && embedding == Embedding.NONE && hasOtherWidth()) {
            throw refusal(
                    "its map has rows of %d values, but keys that are not embedded have %d, so they cannot be added",
                    "use embedding=key and value or another skip");
        }
        if (skip == Skip.INPUT && classToken == ClassToken.MIXED_AFTER_THE_SOFTMAX) {
            throw new NetworkOptionException("skip=input adds one row for each frame and one for the class token, which"
                    + " is already mixed in after the softmax; use class_token=mixed at the end");
        }
        if (skip == Skip.INPUT && classToken != ClassToken.MIXED_AFTER_THE_CNN && hasOtherWidth()) {
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
        String other = inputWidth == Cnn.GOOGLENET.width() ? ", or cnn=googlenet" : "";
        return new NetworkOptionException("%s does not work with these options: %s; %s%s"
                .formatted(CstaOptionsParser.word(cnn), reason.formatted(cnn.width(), inputWidth), remedy, other));
    }
}
