package io.csta.nn.csta;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import io.csta.nn.backbone.Tile;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a network gets to see of a video: a row for each frame in three channels, and above them the class token, if there
 * is one. The CNN sees all channels, or the {@link DifferenceChannels} of the first one, and everything else that one. Close it to
 * free what it made.
 */
interface Tokens extends PictureSource, AutoCloseable {

    /** How many rows there are. */
    default int count() {
        return Math.toIntExact(rows().getShape().get(0));
    }

    /** The first channel, {@code [rows, width]}; not to be closed. */
    NDArray rows();

    /** The same of other rows, each of which depends on the one of the same place only. */
    Tokens mapped(UnaryOperator<NDArray> map);

    /** As {@link #mapped}, part by part where it is looked at, so that no more of it is there at a time. */
    default Tokens mappedWhereSeen(UnaryOperator<NDArray> map) {
        return new Seen(this, map);
    }

    @Override
    void close();

    /**
     * Channels that are the same but for the class token, and put together only where they are looked at.
     *
     * @param token {@code [1, 3, 1, width]}; stays open
     * @param frames {@code [frames, width]}; stays open, and its manager owns what is made here
     */
    static Tokens of(@Nullable NDArray token, NDArray frames) {
        return token == null ? new Alike(frames, List.of()) : new UnderToken(token, frames, List.of());
    }

    /**
     * Channels that may differ.
     *
     * @param channels {@code [1, 3, rows, width]}; taken over
     */
    static Tokens of(NDArray channels) {
        return new Whole(channels, channels.get("0, 0"));
    }

    /** The same rows in three channels, {@code [1, 3, rows, width]}. */
    private static NDArray threefold(NDArray frames, int from, int to) {
        try (NDArray part = frames.get("{}:{}", from, to);
                NDArray channel =
                        part.reshape(1, 1, to - from, frames.getShape().get(1))) {
            return NDArrays.concat(new NDList(channel, channel, channel), CHANNEL);
        }
    }

    /** Three channels that are the same. */
    record Alike(NDArray rows, List<NDArray> owned) implements Tokens {

        @Override
        public NDArray picture(Tile tile) {
            return threefold(rows, tile.firstRow(), tile.endRow());
        }

        @Override
        public Tokens mapped(UnaryOperator<NDArray> map) {
            NDArray mapped = map.apply(rows);
            return new Alike(mapped, List.of(mapped));
        }

        @Override
        public void close() {
            owned.forEach(NDArray::close);
        }
    }

    /** Three channels under a token that differs. */
    final class UnderToken implements Tokens {
        private final NDArray token;
        private final NDArray frames;
        private final NDArray rows;
        private final List<NDArray> owned;

        private UnderToken(NDArray token, NDArray frames, List<NDArray> owned) {
            this.token = token;
            this.frames = frames;
            this.owned = owned;
            try (NDArray row = token.get("0, 0")) {
                this.rows = NDArrays.concat(new NDList(row, frames), 0);
            }
            rows.attach(frames.getManager()); // the token is a parameter, and those live elsewhere
        }

        @Override
        public NDArray rows() {
            return rows;
        }

        @Override
        public NDArray picture(Tile tile) {
            boolean top = tile.firstRow() == 0;
            NDArray channels = threefold(frames, top ? 0 : tile.firstRow() - 1, tile.endRow() - 1);
            if (!top) {
                return channels;
            }
            try (channels) {
                NDArray picture = NDArrays.concat(new NDList(token, channels), HEIGHT);
                picture.attach(frames.getManager());
                return picture;
            }
        }

        @Override
        public Tokens mapped(UnaryOperator<NDArray> map) {
            NDArray mappedToken = map.apply(token);
            mappedToken.attach(frames.getManager());
            NDArray mappedFrames = map.apply(frames);
            return new UnderToken(mappedToken, mappedFrames, List.of(mappedToken, mappedFrames));
        }

        @Override
        public void close() {
            rows.close();
            owned.forEach(NDArray::close);
        }
    }

    /** Others through a map. */
    final class Seen implements Tokens {
        private final Tokens source;
        private final UnaryOperator<NDArray> map;
        private @Nullable NDArray rows;

        private Seen(Tokens source, UnaryOperator<NDArray> map) {
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
        public NDArray picture(Tile tile) {
            try (NDArray picture = source.picture(tile)) {
                return map.apply(picture);
            }
        }

        @Override
        public Tokens mapped(UnaryOperator<NDArray> next) {
            return new Seen(this, next);
        }

        @Override
        public void close() {
            if (rows != null) {
                rows.close();
            }
        }
    }

    /** Three channels as they are. */
    record Whole(NDArray channels, NDArray rows) implements Tokens {

        @Override
        public NDArray picture(Tile tile) {
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
