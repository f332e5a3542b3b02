package io.csta.nn.csta;

import io.csta.nn.backbone.Cnn;
import io.csta.nn.csta.CstaOptions.Balance;
import io.csta.nn.csta.CstaOptions.Channels;
import io.csta.nn.csta.CstaOptions.ClassToken;
import io.csta.nn.csta.CstaOptions.Embedding;
import io.csta.nn.csta.CstaOptions.Head;
import io.csta.nn.csta.CstaOptions.Input;
import io.csta.nn.csta.CstaOptions.PositionPlace;
import io.csta.nn.csta.CstaOptions.PositionShape;
import io.csta.nn.csta.CstaOptions.Positions;
import io.csta.nn.csta.CstaOptions.Role;
import io.csta.nn.csta.CstaOptions.Scale;
import io.csta.nn.csta.CstaOptions.Skip;
import io.csta.nn.csta.CstaOptions.Softmax;

/** Builds {@link CstaOptions}. Options that are not set have the defaults that the authors publish. */
public final class CstaOptionsBuilder {

    private Cnn cnn = Cnn.GOOGLENET;
    private int vectorWidth = CstaNetwork.WIDTH;
    private Input input = Input.VECTORS;
    private Role role = Role.ATTENTION;
    private Channels channels = Channels.ALIKE;
    private int rowsPerFrame = 1;
    private Positions positions = Positions.FIXED;
    private PositionShape positionShape = PositionShape.TIME_AND_FEATURES;
    private PositionPlace positionPlace = PositionPlace.ATTENTION;
    private Softmax softmax = Softmax.TIME_AND_FEATURES;
    private Scale scale = Scale.NONE;
    private Balance balance = Balance.NONE;
    private ClassToken classToken = ClassToken.MIXED_AT_THE_END;
    private Embedding embedding = Embedding.KEY_AND_VALUE;
    private Skip skip = Skip.KEYS;
    private boolean skipNorm = true;
    private Head head = Head.CLASSIFIER;
    private double dropout = 0.6;
    private double classifierDropout = 0.5;

    CstaOptionsBuilder() {}

    CstaOptionsBuilder(CstaOptions options) {
        cnn = options.cnn();
        vectorWidth = options.vectorWidth();
        input = options.input();
        role = options.role();
        channels = options.channels();
        rowsPerFrame = options.rowsPerFrame();
        positions = options.positions();
        positionShape = options.positionShape();
        positionPlace = options.positionPlace();
        softmax = options.softmax();
        scale = options.scale();
        balance = options.balance();
        classToken = options.classToken();
        embedding = options.embedding();
        skip = options.skip();
        skipNorm = options.skipNorm();
        head = options.head();
        dropout = options.dropout();
        classifierDropout = options.classifierDropout();
    }

    /** Sets {@link CstaOptions#cnn}. */
    public CstaOptionsBuilder cnn(Cnn value) {
        cnn = value;
        return this;
    }

    /** Sets {@link CstaOptions#vectorWidth}. */
    public CstaOptionsBuilder vectorWidth(int value) {
        vectorWidth = value;
        return this;
    }

    /** Sets {@link CstaOptions#input}. */
    public CstaOptionsBuilder input(Input value) {
        input = value;
        return this;
    }

    /** Sets {@link CstaOptions#role}. */
    public CstaOptionsBuilder role(Role value) {
        role = value;
        return this;
    }

    /** Sets {@link CstaOptions#channels}. */
    public CstaOptionsBuilder channels(Channels value) {
        channels = value;
        return this;
    }

    /** Sets {@link CstaOptions#rowsPerFrame}. */
    public CstaOptionsBuilder rowsPerFrame(int value) {
        rowsPerFrame = value;
        return this;
    }

    /** Sets {@link CstaOptions#positions}. */
    public CstaOptionsBuilder positions(Positions value) {
        positions = value;
        return this;
    }

    /** Sets {@link CstaOptions#positionShape}. */
    public CstaOptionsBuilder positionShape(PositionShape value) {
        positionShape = value;
        return this;
    }

    /** Sets {@link CstaOptions#positionPlace}. */
    public CstaOptionsBuilder positionPlace(PositionPlace value) {
        positionPlace = value;
        return this;
    }

    /** Sets {@link CstaOptions#softmax}. */
    public CstaOptionsBuilder softmax(Softmax value) {
        softmax = value;
        return this;
    }

    /** Sets {@link CstaOptions#scale}. */
    public CstaOptionsBuilder scale(Scale value) {
        scale = value;
        return this;
    }

    /** Sets {@link CstaOptions#balance}. */
    public CstaOptionsBuilder balance(Balance value) {
        balance = value;
        return this;
    }

    /** Sets {@link CstaOptions#classToken}. */
    public CstaOptionsBuilder classToken(ClassToken value) {
        classToken = value;
        return this;
    }

    /** Sets {@link CstaOptions#embedding}. */
    public CstaOptionsBuilder embedding(Embedding value) {
        embedding = value;
        return this;
    }

    /** Sets {@link CstaOptions#skip}. */
    public CstaOptionsBuilder skip(Skip value) {
        skip = value;
        return this;
    }

    /** Sets {@link CstaOptions#skipNorm}. */
    public CstaOptionsBuilder skipNorm(boolean value) {
        skipNorm = value;
        return this;
    }

    /** Sets {@link CstaOptions#head}. */
    public CstaOptionsBuilder head(Head value) {
        head = value;
        return this;
    }

    /** Sets {@link CstaOptions#dropout}. */
    public CstaOptionsBuilder dropout(double value) {
        dropout = value;
        return this;
    }

    /** Sets {@link CstaOptions#classifierDropout}. */
    public CstaOptionsBuilder classifierDropout(double value) {
        classifierDropout = value;
        return this;
    }

    /**
     * Builds the options.
     *
     * @throws NetworkOptionException if they conflict
     */
    public CstaOptions build() {
        return new CstaOptions(
                cnn,
                vectorWidth,
                input,
                role,
                channels,
                rowsPerFrame,
                positions,
                positionShape,
                positionPlace,
                softmax,
                scale,
                balance,
                classToken,
                embedding,
                skip,
                skipNorm,
                head,
                dropout,
                classifierDropout);
    }
}
