package io.csta.nativeimage;

import io.csta.arithmetic.Verdict;
import io.csta.diagnosis.Diagnosis;
import io.csta.model.ModelCard;
import io.csta.summary.Summary;
import io.csta.training.LearningCurve;
import io.csta.training.TrainedSplit;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.graalvm.nativeimage.hosted.Feature;
import org.graalvm.nativeimage.hosted.RuntimeClassInitialization;
import org.graalvm.nativeimage.hosted.RuntimeJNIAccess;
import org.graalvm.nativeimage.hosted.RuntimeReflection;
import org.graalvm.nativeimage.hosted.RuntimeResourceAccess;

/**
 * Registers what native code and reflection look up by name: in ONNX Runtime, PyTorch, JNA, FFmpeg and JSON.
 *
 * <p>{@code META-INF/native-image} of this component names it, so native executables that contain the component use it.
 */
public final class CstaFeature implements Feature {

    /** These load native libraries, or read what differs between machines. */
    static final String[] AT_RUN_TIME = {
        "ai.djl",
        "ai.onnxruntime",
        "com.sun.jna",
        "org.bytedeco",
        "io.csta.arithmetic",
        "io.csta.nn.NetworkCheck",
        "io.csta.nn.backbone.Inception",
        "io.csta.nn.engine.Torch$Holder",
        "io.csta.nn.layer.Conv2d",
        "io.csta.nn.layer.MaxPool",
        "io.csta.onnx",
        "io.csta.video",
    };

    /** What this component reads and writes as JSON. */
    static final Class<?>[] JSON = {
        Summary.class, Diagnosis.class, ModelCard.class, Verdict.class, LearningCurve.class, TrainedSplit.class
    };

    /** The resources of this component. */
    static final List<String> RESOURCES = List.of(
            "io/csta/version.txt",
            "io/csta/dataset/summe.json",
            "io/csta/dataset/tvsum.json",
            "io/csta/model/calibrated.safetensors",
            "io/csta/model/efficientnet-lite0.safetensors",
            "io/csta/model/starter/model.json",
            "io/csta/model/starter/scorer.safetensors");

    /** The classes that ONNX Runtime's native code creates, or whose fields it reads. */
    static final List<String> ONNX_RUNTIME = List.of(
            "ai.onnxruntime.MapInfo",
            "ai.onnxruntime.NodeInfo",
            "ai.onnxruntime.OnnxMap",
            "ai.onnxruntime.OnnxModelMetadata",
            "ai.onnxruntime.OnnxSequence",
            "ai.onnxruntime.OnnxSparseTensor",
            "ai.onnxruntime.OnnxTensor",
            "ai.onnxruntime.OnnxValue",
            "ai.onnxruntime.OrtException",
            "ai.onnxruntime.SequenceInfo",
            "ai.onnxruntime.TensorInfo");

    /** The classes that JNA's native code looks up when it is loaded. */
    static final List<String> JNA = List.of(
            "com.sun.jna.Callback",
            "com.sun.jna.Callback$UncaughtExceptionHandler",
            "com.sun.jna.CallbackReference",
            "com.sun.jna.CallbackReference$AttachOptions",
            "com.sun.jna.FromNativeConverter",
            "com.sun.jna.IntegerType",
            "com.sun.jna.JNIEnv",
            "com.sun.jna.LastErrorException",
            "com.sun.jna.Native",
            "com.sun.jna.Native$ffi_callback",
            "com.sun.jna.NativeMapped",
            "com.sun.jna.Pointer",
            "com.sun.jna.PointerType",
            "com.sun.jna.Structure",
            "com.sun.jna.Structure$ByValue",
            "com.sun.jna.Structure$FFIType$FFITypes",
            "com.sun.jna.WString",
            "java.lang.Boolean",
            "java.lang.Byte",
            "java.lang.Character",
            "java.lang.Class",
            "java.lang.Double",
            "java.lang.Error",
            "java.lang.Float",
            "java.lang.IllegalArgumentException",
            "java.lang.IllegalStateException",
            "java.lang.Integer",
            "java.lang.Long",
            "java.lang.Object",
            "java.lang.OutOfMemoryError",
            "java.lang.Short",
            "java.lang.String",
            "java.lang.System",
            "java.lang.UnsatisfiedLinkError",
            "java.lang.UnsupportedOperationException",
            "java.lang.Void",
            "java.lang.reflect.Method",
            "java.nio.Buffer",
            "java.nio.ByteBuffer",
            "java.nio.CharBuffer",
            "java.nio.DoubleBuffer",
            "java.nio.FloatBuffer",
            "java.nio.IntBuffer",
            "java.nio.LongBuffer",
            "java.nio.ShortBuffer");

    /** What JNA uses of Java's own classes: of wrappers, strings, methods and buffers. */
    private static final Set<String> METHODS_OF_JAVA = Set.of(
            "array",
            "arrayOffset",
            "getBytes",
            "getComponentType",
            "getParameterTypes",
            "getProperty",
            "getReturnType",
            "position",
            "toString");

    private static final Set<String> FIELDS_OF_JAVA = Set.of("TYPE", "value");

    @Override
    public String getDescription() {
        return "CSTA video summarization: ONNX Runtime, PyTorch and FFmpeg through JNI";
    }

    @Override
    public void afterRegistration(AfterRegistrationAccess access) {
        RuntimeClassInitialization.initializeAtRunTime(AT_RUN_TIME);
    }

    @Override
    public void beforeAnalysis(BeforeAnalysisAccess access) {
        Module module = CstaFeature.class.getModule();
        RESOURCES.forEach(name -> RuntimeResourceAccess.addResource(module, name));
        onnxRuntime(access);
        pytorch(access);
        JNA.forEach(name -> registerJni(type(access, name)));
        micrometer(access);
        javacpp(access);
        JsonTypes.register(JSON);
    }

    private static void onnxRuntime(BeforeAnalysisAccess access) {
        ONNX_RUNTIME.forEach(name -> registerJni(type(access, name)));
        RuntimeJNIAccess.register(String.class, String[].class);
        try { // io.csta.onnx.OnnxRuntime keeps the native environment with these
            RuntimeReflection.register(
                    type(access, "ai.onnxruntime.OnnxRuntime").getDeclaredField("ortApiHandle"));
            RuntimeReflection.register(type(access, "ai.onnxruntime.OrtEnvironment")
                    .getDeclaredMethod("createHandle", long.class, int.class, String.class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this version of ONNX Runtime has other members", e);
        }
    }

    /** DJL's own metadata lacks these. */
    private static void pytorch(BeforeAnalysisAccess access) {
        try {
            Class<?> provider = type(access, "ai.djl.engine.rpc.RpcEngineProvider");
            RuntimeReflection.register(provider);
            RuntimeReflection.register(provider.getDeclaredConstructor());
            RuntimeJNIAccess.register(
                    type(access, "ai.djl.pytorch.jni.JniUtils").getDeclaredField("logger"));
            // without these, an error in PyTorch ends the process with a segmentation fault
            for (String exception : List.of(
                    "ai.djl.engine.EngineException",
                    "java.lang.IllegalStateException",
                    "java.lang.NullPointerException")) {
                Class<?> thrown = type(access, exception);
                RuntimeJNIAccess.register(thrown);
                RuntimeJNIAccess.register(thrown.getDeclaredConstructor(String.class));
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this version of DJL has other members", e);
        }
        Module module = CstaFeature.class.getModule();
        RuntimeResourceAccess.addResource(module, "jnilib/pytorch.properties");
        RuntimeResourceAccess.addResource(
                module, "pytorch-engine.properties"); // its version; without it, DJL downloads one
        RuntimeResourceAccess.addResource(module, "ai/djl/engine/api.properties");
    }

    /** JavaCPP's native code allocates the objects that wrap pointers. */
    private static void javacpp(BeforeAnalysisAccess access) {
        access.registerSubtypeReachabilityHandler(
                (analysis, pointer) -> {
                    if (!Modifier.isAbstract(pointer.getModifiers())) {
                        RuntimeJNIAccess.register(pointer);
                        allocate(pointer, analysis);
                    }
                },
                type(access, "org.bytedeco.javacpp.Pointer"));
    }

    private static void allocate(Class<?> pointer, DuringAnalysisAccess analysis) {
        try {
            analysis.registerAsUnsafeAllocated(pointer);
        } catch (NoSuchMethodError e) {
            // GraalVM for JDK 21 lacks the method, and allocates all classes that are registered for JNI.
            return;
        }
    }

    /** Micrometer is optional, so the component looks up the class that uses it. */
    private static void micrometer(BeforeAnalysisAccess access) {
        Class<?> registry = access.findClassByName("io.micrometer.core.instrument.MeterRegistry");
        if (registry != null) {
            Class<?> metrics = type(access, "io.csta.camel.MicrometerMetrics");
            RuntimeReflection.register(registry, metrics);
            RuntimeReflection.register(metrics.getDeclaredMethods());
        }
    }

    private static void registerJni(Class<?> type) {
        boolean isOfJava = type.getName().startsWith("java.");
        RuntimeJNIAccess.register(type);
        RuntimeJNIAccess.register(type.getDeclaredConstructors());
        RuntimeJNIAccess.register(Arrays.stream(type.getDeclaredMethods())
                .filter(method -> !isOfJava || METHODS_OF_JAVA.contains(method.getName()))
                .toArray(Method[]::new));
        RuntimeJNIAccess.register(Arrays.stream(type.getDeclaredFields())
                .filter(field -> !isOfJava || FIELDS_OF_JAVA.contains(field.getName()))
                .toArray(Field[]::new));
    }

    private static Class<?> type(FeatureAccess access, String name) {
        Class<?> type = access.findClassByName(name);
        if (type == null) {
            throw new IllegalStateException(
                    "the class path has no %s; use the versions that camel-csta depends on".formatted(name));
        }
        return type;
    }
}
