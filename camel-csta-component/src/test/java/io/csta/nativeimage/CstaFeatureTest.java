package io.csta.nativeimage;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.properties.HasAnnotations;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Compares what is registered with what native code and this component really look up. */
class CstaFeatureTest {

    private static final Path CLASSES = Path.of("target", "classes");

    private static final JavaClasses COMPONENT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.csta");

    private static final Pattern OF_THE_MACHINE =
            Pattern.compile("java\\.lang\\.System\\.(getenv|getProperty|nanoTime|currentTimeMillis)"
                    + "|java\\.lang\\.(Runtime|ProcessHandle)\\..*|java\\.nio\\.file\\.Files\\..*|java\\.time\\.Instant\\.now"
                    + "|java\\.nio\\.file\\.Path\\.(toAbsolutePath|toRealPath)|java\\.io\\.File\\..*|java\\.util\\.Locale\\.getDefault"
                    + "|java\\.nio\\.charset\\.Charset\\.defaultCharset|java\\.time\\.Clock\\.system.*|java\\.time\\..*\\.now"
                    + "|java\\.util\\.Random\\..*|java\\.util\\.concurrent\\.ThreadLocalRandom\\..*|java\\.lang\\.Math\\.random"
                    + "|java\\.util\\.UUID\\.randomUUID|java\\.security\\.SecureRandom\\..*"
                    + "|(ai\\.djl|ai\\.onnxruntime|com\\.sun\\.jna|org\\.bytedeco)\\..*");

    @Test
    void resources_areAllFilesOfThisComponentThatAreNotClasses() throws IOException {
        try (Stream<Path> files = Files.walk(CLASSES.resolve("io/csta"))) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> CLASSES.relativize(file).toString().replace('\\', '/'))
                            .filter(name -> !name.endsWith(".class")))
                    .containsExactlyInAnyOrderElementsOf(CstaFeature.RESOURCES);
        }
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
    void onnxRuntime_looksUpTheseClasses() throws IOException {
        assertThat(classesNamedIn("ai/onnxruntime/native/linux-x64/libonnxruntime4j_jni.so", "ai/onnxruntime/"))
                .containsExactlyElementsOf(CstaFeature.ONNX_RUNTIME);
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
    void jna_looksUpTheseClasses() throws IOException {
        assertThat(classesNamedIn("com/sun/jna/linux-x86-64/libjnidispatch.so", "com/sun/jna/", "java/"))
                .containsExactlyElementsOf(CstaFeature.JNA);
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
    void pytorch_looksUpTheseClasses() throws IOException {
        assertThat(classesNamedIn("jnilib/linux-x86_64/cpu/libdjl_torch.so", "ai/djl/", "java/"))
                .containsExactly(
                        "ai.djl.engine.EngineException",
                        "ai.djl.pytorch.jni.JniUtils",
                        "java.lang.IllegalStateException",
                        "java.lang.NullPointerException",
                        "java.lang.String");
    }

    @Test
    void json_allTypesWithJacksonsAnnotations_areRegistered() {
        Set<String> registered =
                JsonTypes.in(CstaFeature.JSON).stream().map(Class::getName).collect(Collectors.toSet());
        assertThat(COMPONENT.stream()
                        .filter(type -> hasJacksonsAnnotations(type)
                                || type.getMembers().stream().anyMatch(CstaFeatureTest::hasJacksonsAnnotations))
                        .map(JavaClass::getName))
                .isNotEmpty()
                .isSubsetOf(registered);
    }

    private static boolean hasJacksonsAnnotations(HasAnnotations<?> element) {
        return element.getAnnotations().stream()
                .anyMatch(annotation -> annotation.getRawType().getPackageName().startsWith("com.fasterxml.jackson"));
    }

    /**
     * What other classes compute when they are initialized, an executable has computed on the machine that built it. Those
     * that reach one of these methods would describe that machine: its processor, its folders, its environment.
     */
    @Test
    void staticInitializers_thatReachTheMachine_runAtRunTime() {
        Set<JavaCodeUnit> seen = new HashSet<>();
        for (JavaClass type : COMPONENT) {
            if (!runsAtRunTime(type)) {
                type.getStaticInitializer().ifPresent(initializer -> {
                    seen.clear();
                    assertThat(reached(initializer, seen)).as(type.getName()).isEmpty();
                });
            }
        }
    }

    /** An entry is a class, or a package with all of its classes. */
    private static boolean runsAtRunTime(JavaClass type) {
        return Arrays.stream(CstaFeature.AT_RUN_TIME)
                .anyMatch(
                        entry -> type.getName().equals(entry) || type.getName().startsWith(entry + "."));
    }

    /** The methods of the machine that a method calls, directly or through methods of this component. */
    private static Set<String> reached(JavaCodeUnit caller, Set<JavaCodeUnit> seen) {
        Set<String> found = new TreeSet<>();
        if (!seen.add(caller)) {
            return found;
        }
        for (JavaAccess<?> access : caller.getAccessesFromSelf()) {
            String name = access.getTargetOwner().getName() + "." + access.getName();
            if (OF_THE_MACHINE.matcher(name).matches()) {
                found.add(name);
            }
            if (access.getTarget() instanceof AccessTarget.CodeUnitAccessTarget target) {
                target.resolveMember()
                        .filter(member -> member.getOwner().getName().startsWith("io.csta."))
                        .ifPresent(member -> found.addAll(reached(member, seen)));
            }
        }
        return found;
    }

    /** The strings in a native library that begin like the internal name of a class. */
    private static Set<String> classesNamedIn(String library, String... packages) throws IOException {
        Pattern name = Pattern.compile(
                "(?<![A-Za-z0-9_$/])((?:%s)[A-Za-z0-9_$/]+)(?=\0)".formatted(String.join("|", packages)));
        ClassLoader loader = CstaFeatureTest.class.getClassLoader();
        try (InputStream in = Objects.requireNonNull(loader.getResourceAsStream(library), library)) {
            String bytes = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            List<String> found = name.matcher(bytes)
                    .results()
                    .map(match -> match.group(1).replace('/', '.'))
                    .toList();
            return new TreeSet<>(found);
        }
    }
}
