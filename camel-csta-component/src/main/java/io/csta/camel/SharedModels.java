package io.csta.camel;

import io.csta.CancelledException;
import io.csta.model.ModelStore;
import io.csta.model.SummaryModel;
import io.csta.nn.engine.Device;
import io.csta.nn.engine.Engine;
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
 * The loaded models of a component. Each is loaded once, however many endpoints and messages use it, and closed when the
 * last endpoint that names it has stopped and the last message is done.
 *
 * <p>Models that only headers name are kept while idle, because the next message may name them again. At most
 * {@value #MAX_IDLE} are kept; then the least recently used one is closed. Safe for use by several threads.
 */
final class SharedModels implements AutoCloseable {

    /** The maximum number of idle models that no endpoint names; each takes about 60 MB. */
    static final int MAX_IDLE = 2;

    private final ModelStore store;

    /** The least recently used one first. */
    private final Map<Key, Entry> entries = new LinkedHashMap<>();

    /** Why the models of endpoints could not be loaded. Kept although such a producer does not start. */
    private final Map<Key, String> failures = new LinkedHashMap<>();

    private boolean closed;

    SharedModels(ModelStore store) {
        this.store = store;
    }

    /**
     * Identifies a loaded model.
     *
     * @param model its name or folder
     * @param device the device that runs it, as in the option
     * @param engine the library that runs it, as in the option
     */
    record Key(String model, String device, String engine) {}

    /**
     * The state of a model that an endpoint names.
     *
     * @param key its key
     * @param loaded whether it is loaded
     * @param failure why the last attempt to load it failed
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

        /** Loads the model unless another thread has. */
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

    /** Keeps a model loaded until it is closed. */
    final class Lease implements AutoCloseable {
        private final Entry entry;
        private final SummaryModel model;
        private boolean released;

        private Lease(Entry entry, SummaryModel model) {
            this.entry = entry;
            this.model = model;
        }

        SummaryModel model() {
            return model;
        }

        @Override
        public void close() {
            if (!released) {
                released = true;
                release(entry);
            }
        }
    }

    /**
     * Leases a model for one message and loads it if necessary.
     *
     * @throws io.csta.CstaException if it cannot be loaded
     * @throws CancelledException if the thread is interrupted while another one is loading it
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

    /** Registers an endpoint that names a model; {@link #load} loads it. */
    void name(Key key) {
        synchronized (entries) {
            entry(key).endpoints++;
        }
    }

    /**
     * Loads a model that an endpoint names.
     *
     * @throws io.csta.CstaException if it cannot be loaded; {@link #named} reports that until it can
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

    /** Unregisters an endpoint that named a model. */
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

    /** The models that endpoints name, including those that could not be loaded. */
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

    /** The number of loaded models. */
    int loaded() {
        synchronized (entries) {
            return (int) entries.values().stream()
                    .filter(entry -> entry.model != null)
                    .count();
        }
    }

    /** Gets or creates an entry and makes it the most recently used one. */
    private Entry entry(Key key) {
        Entry entry = entries.remove(key);
        Entry there = entry == null ? new Entry(key) : entry;
        entries.put(key, there);
        return there;
    }

    /** Removes the models that need not be kept; the caller closes them outside the lock, because that takes a while. */
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
            if (closed || !entry.keptIdle || model == null || idle > MAX_IDLE) {
                idle -= entry.keptIdle && model != null ? 1 : 0;
                it.remove();
                Optional.ofNullable(model).ifPresent(unused::add);
            }
        }
        return unused;
    }

    /** Closes idle models; a model in use is closed when its last lease is. */
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
