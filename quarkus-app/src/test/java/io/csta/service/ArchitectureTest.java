package io.csta.service;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The packages of the application depend on each other in one direction only. */
class ArchitectureTest {

    /** From the bottom up. A package may import from lower layers only. */
    private static final List<List<String>> LAYERS = List.of(
            List.of("process"),
            List.of("service.config"),
            List.of("service.jobs"),
            List.of("service.folder", "service.s3", "service.callback"),
            List.of("service.http"),
            List.of("service.routes"),
            List.of("cli"));

    private static final Path SOURCES = Path.of("src", "main", "java");

    private static final JavaClasses APPLICATION = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPath(Path.of("target", "classes"));

    @Test
    void packages_anyOfThem_areInALayer() {
        classes()
                .should()
                .resideInAnyPackage(packages(LAYERS.stream().flatMap(List::stream)))
                .check(APPLICATION);
    }

    @Test
    void imports_onlyGoDown() {
        for (int layer = 0; layer < LAYERS.size(); layer++) {
            for (String room : LAYERS.get(layer)) {
                Stream<String> others = LAYERS.stream().skip(layer).flatMap(List::stream);
                noClasses()
                        .that()
                        .resideInAPackage("io.csta." + room + "..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(packages(others.filter(other -> !other.equals(room))))
                        .allowEmptyShould(true)
                        .check(APPLICATION);
            }
        }
        slices().matching("io.csta.service.(*)..").should().beFreeOfCycles().check(APPLICATION);
    }

    /** Injection does not hide a cycle either: what the jobs run is passed to them at the start. */
    @Test
    void jobs_doNotInjectTheirSteps() {
        noClasses()
                .that()
                .haveSimpleName("Jobs")
                .should()
                .dependOnClassesThat()
                .haveSimpleName("VideoSource")
                .check(APPLICATION);
        assertThat(APPLICATION.get("io.csta.service.jobs.Jobs").getAllFields())
                .extracting(field -> field.getRawType().getSimpleName())
                .doesNotContain("JobPipeline", "VideoSource");
    }

    /** The command line is a client of the API. */
    @Test
    void paths_ofTheApi_areInHttpOnly() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            List<Path> others = files.filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith(SOURCES.resolve("io/csta/service/http"))
                            && !file.endsWith("ServiceClient.java"))
                    .toList();
            assertThat(others).isNotEmpty().allSatisfy(file -> assertThat(Files.readString(file))
                    .doesNotContain("\"/api"));
        }
    }

    private static String[] packages(Stream<String> names) {
        return Stream.concat(names.map(name -> "io.csta." + name + ".."), Stream.of("io.csta.none"))
                .toArray(String[]::new);
    }
}
