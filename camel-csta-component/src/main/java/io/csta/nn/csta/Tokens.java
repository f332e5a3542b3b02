package io.csta.nn.csta;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import io.csta.nn.backbone.Tile;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of a video: a row per frame in three channels, and above them the class token, if there is one. The CNN
 * processes all channels, or the {@link DifferenceChannels} of the first one; all other parts process the first one. Close it
 * to free the arrays that it created.
 */
interface Tokens extends CnnInput, AutoCloseable {

    /** The number of rows. */
    default int count() {
        return Math.toIntExact(rows().getShape().get(0));
    }

    /** The first channel, {@code [rows, width]}, owned by this object. */
    NDArray rows();

    /** Tokens with each row mapped to another one, independently of the others. */
    Tokens mapped(UnaryOperator<NDArray> map);

    /** As {@link #mapped}, but each tile is mapped when it is used, so that only one of them is in memory. */
    default Tokens mappedLazily(UnaryOperator<NDArray> map) {
        return new LazilyMapped(this, map);
    }

    @Override
    void close();

    /**
     * Channels that differ in the class token only, and are joined tile by tile when they are used.
     *
     * @param token {@code [1, 3, 1, width]}; stays open
     * @param frames {@code [frames, width]}; stays open, and its manager owns the arrays that are created
     */
    static Tokens of(@Nullable NDArray token, NDArray frames) {
        return token == null ? new SameChannels(frames, List.of()) : new WithClassToken(token, frames, List.of());
    }

    /**
     * Channels that may differ.
     *
     * @param channels {@code [1, 3, rows, width]}; owned by the tokens
     */
    static Tokens of(NDArray channels) {
        return new SeparateChannels(channels, channels.get("0, 0"));
    }

    /** The same rows in three channels, {@code [1, 3, rows, width]}. */
    private static NDArray threefold(NDArray frames, int from, int to) {
        try (NDArray part = frames.get("{}:{}", from, to);
                NDArray channel =
                        part.reshape(1, 1, to - from, frames.getShape().get(1))) {
            return NDArrays.concat(new NDList(channel, channel, channel), CHANNEL);
        }
    }

    /** Three equal channels. */
    record SameChannels(NDArray rows, List<NDArray> owned) implements Tokens {

        @Override
        public NDArray image(Tile tile) {
            return threefold(rows, tile.firstRow(), tile.endRow());
        }

        @Override
        public Tokens mapped(UnaryOperator<NDArray> map) {
            NDArray mapped = map.apply(rows);
            return new SameChannels(mapped, List.of(mapped));
        }

        @Override
        public void close() {
            owned.forEach(NDArray::close);
        }
    }

    /** Three channels that are equal except for the class token above them. */
    final class WithClassToken implements Tokens {
        private final NDArray token;
        private final NDArray frames;
        private final NDArray rows;
        private final List<NDArray> owned;

        private WithClassToken(NDArray token, NDArray frames, List<NDArray> owned) {
            this.token = token;
            this.frames = frames;
            this.owned = owned;
            try (NDArray row = token.get("0, 0")) {
                this.rows = NDArrays.concat(new NDList(row, frames), 0);
            }
            rows.attach(frames.getManager()); // the token is a parameter, which another manager owns
        }

        @Override
        public NDArray rows() {
            return rows;
        }

        @Override
        public NDArray image(Tile tile) {
            boolean top = tile.firstRow() == 0;
            NDArray channels = threefold(frames, top ? 0 : tile.firstRow() - 1, tile.endRow() - 1);
            if (!top) {
                return channels;
            }
            try (channels) {
                NDArray image = NDArrays.concat(new NDList(token, channels), HEIGHT);
                image.attach(frames.getManager());
                return image;
            }
        }

        @Override
        public Tokens mapped(UnaryOperator<NDArray> map) {
            NDArray mappedToken = map.apply(token);
            mappedToken.attach(frames.getManager());
            NDArray mappedFrames = map.apply(frames);
            return new WithClassToken(mappedToken, mappedFrames, List.of(mappedToken, mappedFrames));
        }

        @Override
        public void close() {
            rows.close();
            owned.forEach(NDArray::close);
        }
    }

    /** Tokens whose tiles are mapped when they are used. */
    final class LazilyMapped implements Tokens {
        private final Tokens source;
        private final UnaryOperator<NDArray> map;
        private @Nullable NDArray rows;

        private LazilyMapped(Tokens source, UnaryOperator<NDArray> map) {
            this.source = source;
            this.map = map;
        }

        @Override
        public int count() {
            return source.count();
        }

        @Override
        public NDArray rows() {
            NDArray mapped = rows == null ? map.apply(source.rows()) : rows;
            rows = mapped;
            return mapped;
        }

        @Override
        public NDArray image(Tile tile) {
            try (NDArray image = source.image(tile)) {
                return map.apply(image);
            }
        }

        @Override
        public Tokens mapped(UnaryOperator<NDArray> next) {
            return new LazilyMapped(this, next);
        }

        @Override
        public void close() {
            if (rows != null) {
                rows.close();
            }
        }
    }

    /** Three channels that may differ. */
    record SeparateChannels(NDArray channels, NDArray rows) implements Tokens {

        @Override
        public NDArray image(Tile tile) {
            return channels.get(":, :, {}:{}", tile.firstRow(), tile.endRow());
        }

        @Override
        public Tokens mapped(UnaryOperator<NDArray> map) {
            return Tokens.of(map.apply(channels));
        }

        @Override
        public void close() {
            rows.close();
            channels.close();
        }
    }
}
