package io.csta.camel;

import io.csta.CancelledException;
import io.csta.model.ModelStore;
import io.csta.model.SummaryModel;
import io.csta.nn.Device;
import io.csta.nn.Engine;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The loaded models of a component. Each is loaded once, however many endpoints and messages name it, and closed when
 * the last endpoint that names it has stopped and the last message is done.
 *
 * <p>Models that only headers name are kept while idle, since the next message may name them again, but no more than
 * {@value #MOST_IDLE}: then the one whose use is the longest ago is closed. Safe for use by several threads.
 */
final class SharedModels implements AutoCloseable {

    /** Idle models that no endpoint names; each takes some 60 MB. */
    static final int MOST_IDLE = 2;

    private final ModelStore store;

    /** The least recently used first. */
    private final Map<Key, Entry> entries = new LinkedHashMap<>();

    /** Why endpoints' models could not be loaded; a producer that does not start names none any more. */
    private final Map<Key, String> failures = new LinkedHashMap<>();

    private boolean closed;

    SharedModels(ModelStore store) {
        this.store = store;
    }

    /**
     * What makes two models the same.
     *
     * @param model its name, or its folder
     * @param device where it computes, as an option names it
     * @param engine the library that computes it, as an option names it
     */
    record Key(String model, String device, String engine) {}

    /**
     * What is known of a model that an endpoint names.
     *
     * @param key which
     * @param loaded whether it can be used at once
     * @param failure why loading it failed the last time
     */
    record State(Key key, boolean loaded, Optional<String> failure) {}

    private final class Entry {
        private final Key key;
        private final ReentrantLock loading = new ReentrantLock();
        private volatile @Nullable SummaryModel model;
        private int endpoints;
        private int users;
        private boolean keptIdle;

        private Entry(Key key) {
            this.key = key;
        }

        /** Loads it if no other thread has. */
        private SummaryModel load() {
            try {
                loading.lockInterruptibly();
            } catch (InterruptedException e) {
                throw CancelledException.interrupted();
            }
            try {
                SummaryModel there = model;
                if (there == null) {
                    there = store.load(key.model(), Device.named(key.device(), Engine.named(key.engine())));
                    model = there;
                }
                return there;
            } finally {
                loading.unlock();
            }
        }

        private boolean isUnused() {
            return users == 0 && endpoints == 0;
        }
    }

    /** The right to use a model; closing it gives that back. */
    final class Lease implements AutoCloseable {
        private final Entry entry;
        private final SummaryModel model;
        private boolean given;

        private Lease(Entry entry, SummaryModel model) {
            this.entry = entry;
            this.model = model;
        }

        SummaryModel model() {
            return model;
        }

        @Override
        public void close() {
            if (!given) {
                given = true;
                release(entry);
            }
        }
    }

    /**
     * A model for one message; loads it if need be.
     *
     * @throws io.csta.CstaException if it cannot be loaded
     * @throws CancelledException if the thread is interrupted while another one loads it
     */
    Lease lease(Key key) {
        Entry entry;
        synchronized (entries) {
            entry = entry(key);
            entry.users++;
            entry.keptIdle |= entry.endpoints == 0;
        }
        try {
            return new Lease(entry, entry.load());
        } catch (RuntimeException e) {
            release(entry);
            throw e;
        }
    }

    /** An endpoint begins to name a model; {@link #load} loads it. */
    void name(Key key) {
        synchronized (entries) {
            entry(key).endpoints++;
        }
    }

    /**
     * Loads a model that an endpoint names.
     *
     * @throws io.csta.CstaException if it cannot be loaded; {@link #named} says so until it can
     */
    void load(Key key) {
        try {
            lease(key).close();
            synchronized (entries) {
                failures.remove(key);
            }
        } catch (RuntimeException e) {
            synchronized (entries) {
                failures.put(key, String.valueOf(e.getMessage()));
            }
            throw e;
        }
    }

    /** An endpoint ceases to name a model. */
    void forget(Key key) {
        List<SummaryModel> unused;
        synchronized (entries) {
            Entry entry = entry(key);
            entry.endpoints--;
            entry.keptIdle &= entry.endpoints > 0;
            unused = sweep();
        }
        unused.forEach(SummaryModel::close);
    }

    private void release(Entry entry) {
        List<SummaryModel> unused;
        synchronized (entries) {
            entry.users--;
            unused = sweep();
        }
        unused.forEach(SummaryModel::close);
    }

    /** The models that endpoints name, and those that they could not load. */
    List<State> named() {
        synchronized (entries) {
            Stream<State> named = entries.values().stream()
                    .filter(entry -> entry.endpoints > 0 && !failures.containsKey(entry.key))
                    .map(entry -> new State(entry.key, entry.model != null, Optional.empty()));
            Stream<State> failed = failures.entrySet().stream()
                    .map(failure -> new State(failure.getKey(), false, Optional.of(failure.getValue())));
            return Stream.concat(named, failed).toList();
        }
    }

    /** How many are loaded. */
    int loaded() {
        synchronized (entries) {
            return (int) entries.values().stream()
                    .filter(entry -> entry.model != null)
                    .count();
        }
    }

    /** Moves it to the end, where the most recently used are. */
    private Entry entry(Key key) {
        Entry entry = entries.remove(key);
        Entry there = entry == null ? new Entry(key) : entry;
        entries.put(key, there);
        return there;
    }

    /** Takes out what need not be kept, for the caller to close, which takes a while. */
    private List<SummaryModel> sweep() {
        List<SummaryModel> unused = new ArrayList<>();
        long idle = entries.values().stream()
                .filter(entry -> entry.isUnused() && entry.keptIdle && entry.model != null)
                .count();
        for (Iterator<Entry> it = entries.values().iterator(); it.hasNext(); ) {
            Entry entry = it.next();
            if (!entry.isUnused()) {
                continue;
            }
            SummaryModel model = entry.model;
            if (closed || !entry.keptIdle || model == null || idle > MOST_IDLE) {
                idle -= entry.keptIdle && model != null ? 1 : 0;
                it.remove();
                Optional.ofNullable(model).ifPresent(unused::add);
            }
        }
        return unused;
    }

    /** Closes what is idle; what is in use is closed when its last user is done. */
    @Override
    public void close() {
        List<SummaryModel> unused;
        synchronized (entries) {
            closed = true;
            unused = sweep();
        }
        unused.forEach(SummaryModel::close);
    }
}
