package io.csta.arithmetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csta.arithmetic.ArithmeticGuard.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArithmeticGuardTest {

    private static final Convolution RIGHT = Convolution.square(16, 32, 3, 1, 1, 14, 14);
    private static final Convolution WRONG = Convolution.square(24, 64, 3, 1, 1, 14, 14);
    private static final Workload INFERENCE = new Workload("GoogLeNet", List.of(RIGHT, WRONG), List.of(1, 4), false);
    private static final Workload TRAINING = new Workload("GoogLeNet", List.of(RIGHT, WRONG), List.of(2), true);
    private static final Workload INFERENCE_OF_WRONG = new Workload("wrong", List.of(WRONG), List.of(1), false);
    private static final CpuIdentity PROCESSOR = new CpuIdentity("Test processor", "test", true);

    @TempDir
    private Path folder;

    private final FaultyArithmetic arithmetic = new FaultyArithmetic();
    private ArithmeticGuard guard;

    @BeforeEach
    void newProcess() {
        guard = ArithmeticGuard.in(folder, PROCESSOR);
    }

    static Stream<Convolution> shapes() {
        return Stream.of(
                Convolution.square(3, 8, 7, 2, 1, 32, 20),
                Convolution.square(24, 5, 1, 1, 1, 9, 7),
                Convolution.square(6, 6, 3, 1, 6, 11, 8),
                Convolution.square(12, 8, 5, 2, 4, 10, 10),
                Convolution.square(7, 9, 3, 2, 1, 1, 5),
                new Convolution(6, 4, 1, 3, 1, 2, 1, 9, Padding.HALF),
                new Convolution(4, 6, 5, 3, 1, 1, 8, 7, Padding.HALF),
                new Convolution(6, 6, 5, 5, 2, 6, 8, 7, Padding.SAME),
                new Convolution(3, 4, 3, 3, 2, 1, 6, 10, Padding.SAME));
    }

    /** Compares the reference of the check with loops in another order, for strides, groups, edges and gradients. */
    @ParameterizedTest
    @MethodSource("shapes")
    void require_rightArithmetic_passes(Convolution convolution) {
        Workload workload = new Workload("any", List.of(convolution), List.of(1, 3), true);
        Verdict verdict = guard.require(arithmetic, workload);
        assertThat(verdict.fault()).isEmpty();
        assertThat(verdict.setting()).contains("default");
    }

    @ParameterizedTest
    @EnumSource(FaultyArithmetic.Fault.class)
    void require_wrongInOneSetting_usesTheNext(FaultyArithmetic.Fault fault) {
        arithmetic.fail(WRONG, fault, "default");
        Verdict verdict = guard.require(arithmetic, TRAINING);
        assertThat(verdict.setting()).contains("padded");
        assertThat(verdict.fault().orElseThrow()).contains("3x3, 24 -> 64 channels, 14x14");
        assertThat(arithmetic.current()).isEqualTo("padded");
        assertThat(verdict.text())
                .contains("Faulty 1.0", "Test processor", "3x3, 24 -> 64 channels, 14x14", "using it padded")
                .doesNotContain("\n");
    }

    @Test
    void require_wrongOnlyInLargerBatches_findsIt() {
        arithmetic.fail(WRONG, FaultyArithmetic.Fault.LAST_IMAGE_OF_A_BATCH, "default");
        assertThat(guard.require(arithmetic, INFERENCE).setting()).contains("padded");
    }

    @Test
    void require_twoSettingsWrong_andOneImpossible_usesTheLast() {
        arithmetic.fail(WRONG, FaultyArithmetic.Fault.OUTPUT, "default", "padded");
        assertThat(guard.require(arithmetic, INFERENCE).setting()).contains("without the library");
    }

    @Test
    void require_allSettingsWrong_namesProcessorAndLayer_andRefuses() {
        arithmetic.fail(WRONG, FaultyArithmetic.Fault.OUTPUT, "default", "padded", "without the library");
        assertThatThrownBy(() -> guard.require(arithmetic, INFERENCE))
                .isInstanceOf(WrongArithmeticException.class)
                .hasMessageContainingAll("Faulty 1.0", "Test processor", "3x3, 24 -> 64 channels, 14x14")
                .hasMessageContaining("nothing is computed")
                .hasMessageNotContaining("\n");
    }

    @Test
    void require_valuesThatAreNotNumbers_areWrong() {
        arithmetic.fail(WRONG, FaultyArithmetic.Fault.NAN, "default");
        assertThat(guard.require(arithmetic, INFERENCE).setting()).contains("padded");
    }

    @Test
    void require_aSecondNetwork_neverUsesAFasterSettingThanTheFirstOneNeeds() {
        arithmetic.fail(WRONG, FaultyArithmetic.Fault.OUTPUT, "default");
        guard.require(arithmetic, INFERENCE);
        guard.require(arithmetic, new Workload("other", List.of(RIGHT), List.of(1), false));
        assertThat(arithmetic.current()).isEqualTo("padded");
    }

    @Test
    void require_inAnotherProcess_usesWhatWasFound_withoutComputing() {
        arithmetic.fail(WRONG, FaultyArithmetic.Fault.OUTPUT, "default");
        Verdict found = guard.require(arithmetic, INFERENCE);
        arithmetic.use("default");
        arithmetic.convolutions = 0;

        newProcess();

        assertThat(guard.require(arithmetic, INFERENCE)).isEqualTo(found);
        assertThat(arithmetic.convolutions).isZero();
        assertThat(arithmetic.current()).isEqualTo("padded");
    }

    @Test
    void require_refusedInAnotherProcess_isRefusedAgain() {
        arithmetic.fail(WRONG, FaultyArithmetic.Fault.OUTPUT, "default", "padded", "without the library");
        assertThatThrownBy(() -> guard.require(arithmetic, INFERENCE)).isInstanceOf(WrongArithmeticException.class);
        newProcess();
        assertThatThrownBy(() -> guard.require(arithmetic, INFERENCE)).isInstanceOf(WrongArithmeticException.class);
    }

    @Test
    void require_anotherProcessorLibraryOrNetwork_isCheckedAgain() {
        guard.require(arithmetic, INFERENCE);
        assertChecks(ArithmeticGuard.in(folder, new CpuIdentity("Other", "other", false)), arithmetic, INFERENCE);
        newProcess();
        assertChecks(guard, arithmetic, TRAINING);
        newProcess();
        FaultyArithmetic newer = new FaultyArithmetic();
        newer.version = "2.0";
        assertChecks(guard, newer, INFERENCE);
    }

    private static void assertChecks(ArithmeticGuard guard, FaultyArithmetic arithmetic, Workload workload) {
        arithmetic.convolutions = 0;
        guard.require(arithmetic, workload);
        assertThat(arithmetic.convolutions).isPositive();
    }

    @Test
    void require_aDamagedFile_isCheckedAgainAndReplaced() throws IOException {
        guard.require(arithmetic, INFERENCE);
        Path file;
        try (Stream<Path> files = Files.list(folder)) {
            file = files.findFirst().orElseThrow();
        }
        String whole = Files.readString(file);
        Files.writeString(file, whole.substring(0, whole.length() / 2));
        newProcess();
        assertChecks(guard, arithmetic, INFERENCE);
        assertThat(file).hasContent(whole);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "null", "", "[1]"})
    void require_aFileThatIsNoVerdict_isCheckedAgain(String content) throws IOException {
        guard.require(arithmetic, INFERENCE);
        try (Stream<Path> files = Files.list(folder)) {
            Files.writeString(files.findFirst().orElseThrow(), content);
        }
        newProcess();
        assertChecks(guard, arithmetic, INFERENCE);
    }

    /** A loaded network continues to run, with the setting that another one needs. */
    @Test
    void require_aRemedyThatIsWrongForAnEarlierNetwork_isNotUsed() {
        Workload earlier = new Workload("earlier", List.of(RIGHT), List.of(1), false);
        guard.require(arithmetic, earlier);
        arithmetic.fail(WRONG, FaultyArithmetic.Fault.OUTPUT, "default");
        arithmetic.fail(RIGHT, FaultyArithmetic.Fault.OUTPUT, "padded");
        assertThat(guard.require(arithmetic, INFERENCE_OF_WRONG).setting()).contains("without the library");
        newProcess();
        assertThat(guard.require(arithmetic, INFERENCE_OF_WRONG).setting()).contains("padded");
    }

    @Test
    void require_aRememberedRemedyThatIsWrongForAnEarlierNetwork_isNotUsed() {
        arithmetic.fail(WRONG, FaultyArithmetic.Fault.OUTPUT, "default");
        arithmetic.fail(RIGHT, FaultyArithmetic.Fault.OUTPUT, "padded");
        assertThat(guard.require(arithmetic, INFERENCE_OF_WRONG).setting()).contains("padded");
        newProcess();
        arithmetic.use("default");
        guard.require(arithmetic, new Workload("earlier", List.of(RIGHT), List.of(1), false));
        assertThat(guard.require(arithmetic, INFERENCE_OF_WRONG).setting()).contains("without the library");
    }

    @Test
    void require_refused_leavesTheSettingInUse() {
        guard.require(arithmetic, new Workload("first", List.of(RIGHT), List.of(1), false));
        arithmetic.fail(WRONG, FaultyArithmetic.Fault.OUTPUT, "default", "padded", "without the library");
        assertThatThrownBy(() -> guard.require(arithmetic, INFERENCE)).isInstanceOf(WrongArithmeticException.class);
        assertThat(arithmetic.current()).isEqualTo("default");
    }

    @Test
    void require_theSameTwice_withARemedy_keepsSayingWhatIsWrong() {
        arithmetic.fail(WRONG, FaultyArithmetic.Fault.OUTPUT, "default");
        Verdict first = guard.require(arithmetic, INFERENCE);
        assertThat(guard.require(arithmetic, INFERENCE)).isEqualTo(first);
        assertThat(first.fault()).isPresent();
    }

    @Test
    void require_aFolderThatCannotBeWritten_checksEveryTime() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "no folder");
        ArithmeticGuard homeless = ArithmeticGuard.in(file, PROCESSOR);
        assertThat(homeless.require(arithmetic, INFERENCE).fault()).isEmpty();
    }
}
