package io.csta;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import ai.djl.ndarray.NDArray;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keeps the rooms of the house in order: imports only go down, and native libraries stay in their rooms. */
class ArchitectureTest {

    /** From the ground up. A room may import from floors below its own, and from the root package. */
    private static final List<List<String>> FLOORS = List.of(
            List.of(
                    "video",
                    "visibility",
                    "segmentation",
                    "checkpoint",
                    "dataset",
                    "download",
                    "onnx",
                    "arithmetic",
                    "plot",
                    "tensorboard"),
            List.of("nn"),
            List.of("features", "scoring", "selection"),
            List.of("model", "evaluation"),
            List.of("summary", "training", "diagnosis"),
            List.of("export"),
            List.of("camel"),
            List.of("nativeimage"));

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.csta");

    @Test
    void rooms_anyOfThem_haveAPlaceInThePlan() {
        String[] known = Stream.concat(
                        FLOORS.stream().flatMap(List::stream).map(room -> "io.csta." + room + ".."),
                        Stream.of("io.csta"))
                .toArray(String[]::new);
        classes().should().resideInAnyPackage(known).check(HOUSE);
    }

    @Test
    void imports_onlyGoDown() {
        for (int floor = 0; floor < FLOORS.size(); floor++) {
            List<String> above =
                    FLOORS.stream().skip(floor + 1L).flatMap(List::stream).toList();
            check(noClasses()
                    .that()
                    .resideInAnyPackage(rooms(FLOORS.get(floor)))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(rooms(above)));
        }
        check(noClasses()
                .that()
                .resideInAPackage("io.csta")
                .should()
                .dependOnClassesThat(resideInAnyPackage("io.csta.*..")));
        check(slices().matching("io.csta.(*)..").should().beFreeOfCycles());
    }

    /** Engines, layers, backbones, CSTA, and on top of them the networks that are ready to run. */
    @Test
    void networks_areBuiltFromTheGroundUp() {
        List<String> floors = List.of("nn.engine", "nn.layer", "nn.backbone", "nn.csta");
        for (int floor = 0; floor < floors.size(); floor++) {
            check(noClasses()
                    .that()
                    .resideInAPackage("io.csta." + floors.get(floor))
                    .should()
                    .dependOnClassesThat(resideInAnyPackage(rooms(floors.subList(floor + 1, floors.size())))
                            .or(resideInAnyPackage("io.csta.nn"))));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"video", "visibility", "features", "segmentation", "scoring", "selection"})
    void stages_doNotImportEachOther_butForShot(String stage) {
        List<String> others =
                new ArrayList<>(List.of("video", "visibility", "features", "segmentation", "scoring", "selection"));
        others.remove(stage);
        check(noClasses()
                .that()
                .resideInAPackage("io.csta." + stage + "..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(rooms(others))
                        .and(DescribedPredicate.not(nameMatching("io\\.csta\\.segmentation\\.Shot")))));
    }

    @Test
    void djl_staysInItsRooms() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(rooms(List.of("nn", "training")))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("ai.djl.."));
    }

    @Test
    void onnx_staysInItsRoom() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("io.csta.onnx..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("ai.onnx..", "ai.onnxruntime.."));
    }

    @Test
    void protobuf_staysWhereFilesInItsFormatAreWritten() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages("io.csta.onnx..", "io.csta.tensorboard..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.google.protobuf.."));
    }

    /** DJL lets go of the memory of such numbers while PyTorch needs them for gradients; Constant does not. */
    @ParameterizedTest
    @ValueSource(strings = {"mul", "div", "pow", "maximum", "minimum"})
    void learning_doesNotUseOperatorsThatTakeJavasNumbers(String operator) {
        check(noClasses()
                .that()
                .resideInAnyPackage(rooms(List.of("nn", "training")))
                .should()
                .callMethod(NDArray.class, operator, Number.class));
    }

    @Test
    void javacv_staysInVideo() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("io.csta.video..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.bytedeco.."));
    }

    @Test
    void camel_holdsNoAlgorithm_itStandsOnTheWalkAndOnWhatHoldsResults() {
        check(noClasses()
                .that()
                .resideInAPackage("io.csta.camel..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(rooms(List.of("video", "features", "selection", "checkpoint"))));
        check(noClasses()
                .that()
                .resideInAPackage("io.csta.camel..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(rooms(List.of("nn", "segmentation")))
                        .and(DescribedPredicate.not(
                                nameMatching("io\\.csta\\.(segmentation\\.Shot|nn\\.engine\\.(Device|Engine))")))));
    }

    /** Drawing needs libraries that a native executable does not have. */
    @Test
    void awt_isNotUsed() {
        check(noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.awt..", "javax.imageio..", "javax.swing.."));
    }

    @Test
    void hdf5_staysInDataset() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("io.csta.dataset..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.jhdf.."));
    }

    @Test
    void statistics_stayInEvaluation() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("io.csta.evaluation..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.hipparchus.."));
    }

    @Test
    void camel_staysInItsRoom() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("io.csta.camel..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.camel.."));
    }

    @Test
    void micrometer_whichNeedNotBeThere_isMentionedInOnePlace() {
        check(noClasses()
                .that()
                .haveSimpleNameNotEndingWith("MicrometerMetrics")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.micrometer.."));
    }

    @Test
    void failures_haveOneRoot() {
        check(classes().that().areAssignableTo(Throwable.class).should().beAssignableTo(CstaException.class));
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(HOUSE);
    }

    private static String[] rooms(List<String> names) {
        return Stream.concat(names.stream().map(name -> "io.csta." + name + ".."), Stream.of("io.csta.none"))
                .toArray(String[]::new);
    }
}
