package io.csta.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.RunOptions;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * A graph loaded into ONNX Runtime.
 *
 * <p>The same input gives the same bits, on the same machine with the same number of threads. Safe for use by several
 * threads. Close it to free the weights.
 */
public final class OnnxSession implements AutoCloseable {

    private final OrtSession session;
    private final String arenas;

    /** Runs hold the read lock, and closing the write lock: ONNX Runtime crashes if a session is closed while it runs. */
    private final ReadWriteLock use = new ReentrantReadWriteLock();

    private boolean closed;

    private OnnxSession(OrtSession session, String arenas) {
        this.session = session;
        this.arenas = arenas;
    }

    /** Whether memory is kept between operators and between runs. */
    public enum Memory {
        /** Each value has its own memory, which is returned to the system at once. */
        NONE_KEPT,
        /** Values and runs share memory, which is faster for large values. */
        KEPT
    }

    /**
     * Loads a graph.
     *
     * @param gpu the GPU to compute on; the CPU if negative
     */
    public static OnnxSession of(Graph graph, Memory memory, int gpu) {
        try (SessionOptions options = new SessionOptions()) {
            options.setIntraOpNumThreads(OnnxRuntime.threads());
            options.setInterOpNumThreads(1);
            options.setDeterministicCompute(true);
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
            options.setCPUArenaAllocator(memory == Memory.KEPT);
            options.setMemoryPatternOptimization(memory == Memory.KEPT);
            // Spinning threads would slow down the decoder.
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            if (gpu >= 0) {
                addGpu(options, gpu);
            }
            String arenas = gpu >= 0 ? "cpu:0;gpu:" + gpu : "cpu:0";
            return new OnnxSession(OnnxRuntime.environment().createSession(graph.toBytes(Map.of()), options), arenas);
        } catch (OrtException e) {
            throw new InferenceException("ONNX Runtime rejects the network: " + e.getMessage(), e);
        }
    }

    private static void addGpu(SessionOptions options, int gpu) throws OrtException {
        try (OrtCUDAProviderOptions cuda = new OrtCUDAProviderOptions(gpu)) {
            cuda.add("use_tf32", "0"); // TF32 would round inputs to 10 bits
            cuda.add(
                    "cudnn_conv_algo_search", "DEFAULT"); // the others choose by measured time, so results could differ
            cuda.add("arena_extend_strategy", "kSameAsRequested");
            options.addCUDA(cuda);
        }
    }

    /**
     * Computes all outputs.
     *
     * @param inputs by name; stay open
     * @return the outputs by name, each to be closed
     */
    public Map<String, NativeTensor> run(Map<String, NativeTensor> inputs) {
        return run(inputs, false);
    }

    /**
     * Computes all outputs, and returns the memory that runs share to the system, so that memory does not stay at its peak
     * after a large input.
     *
     * @param inputs by name; stay open
     * @return the outputs by name, each to be closed
     */
    public Map<String, NativeTensor> runLast(Map<String, NativeTensor> inputs) {
        return run(inputs, true);
    }

    private Map<String, NativeTensor> run(Map<String, NativeTensor> inputs, boolean last) {
        Map<String, OnnxTensor> tensors = new HashMap<>();
        inputs.forEach((name, input) -> tensors.put(name, input.tensor()));
        use.readLock().lock();
        try (RunOptions options = new RunOptions()) {
            if (closed) {
                throw new ClosedNetworkException("the network is closed");
            }
            if (last) {
                options.addRunConfigEntry("memory.enable_memory_arena_shrinkage", arenas);
            }
            OrtSession.Result result = session.run(tensors, options);
            Map<String, NativeTensor> outputs = new LinkedHashMap<>();
            result.forEach(output -> outputs.put(output.getKey(), new NativeTensor((OnnxTensor) output.getValue())));
            return outputs;
        } catch (OrtException e) {
            throw new InferenceException("ONNX Runtime failed: " + e.getMessage(), e);
        } finally {
            use.readLock().unlock();
        }
    }

    /** Waits for runs in progress, then frees the weights. */
    @Override
    public void close() {
        use.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                session.close();
            }
        } catch (OrtException e) {
            throw new InferenceException("ONNX Runtime cannot free a network: " + e.getMessage(), e);
        } finally {
            use.writeLock().unlock();
        }
    }
}
