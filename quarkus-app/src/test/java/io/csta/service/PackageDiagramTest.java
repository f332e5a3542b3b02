package io.csta.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.csta.cli.CstaCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * The diagram in the architecture page shows the packages of both modules and which of them use which. To regenerate it:
 *
 * <pre>mvn -pl quarkus-app -am test -Dtest=PackageDiagramTest -Dsurefire.failIfNoSpecifiedTests=false -Ddocs=write</pre>
 */
class PackageDiagramTest {

    private static final Path PAGE = Path.of("..", "docs", "development", "architecture.md");
    private static final String BEGIN = "<!-- packages: begin -->\n";
    private static final String END = "<!-- packages: end -->";
    private static final String ROOT = "io.csta";

    @Test
    void page_hasTheDiagramOfThePackages() throws IOException {
        String page = Files.readString(PAGE);
        String expected =
                page.substring(0, page.indexOf(BEGIN) + BEGIN.length()) + diagram() + page.substring(page.indexOf(END));
        if ("write".equals(System.getProperty("docs"))) {
            Files.writeString(PAGE, expected);
        } else {
            assertThat(page)
                    .as("docs/development/architecture.md; the Javadoc of this test says how to regenerate it")
                    .isEqualTo(expected);
        }
    }

    /** In the language of Mermaid, which code hosts render. An arrow that follows from two others is omitted. */
    private static String diagram() {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(ROOT);
        SortedMap<String, SortedSet<String>> uses = new TreeMap<>();
        Map<String, String> modules = new TreeMap<>();
        for (JavaClass each : classes) {
            String from = name(each);
            uses.computeIfAbsent(from, any -> new TreeSet<>());
            modules.put(from, isOfApplication(each) ? "quarkus-app" : "camel-csta-component");
            for (Dependency dependency : each.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass();
                if (target.getPackageName().startsWith(ROOT) && !name(target).equals(from)) {
                    uses.get(from).add(name(target));
                }
            }
        }
        uses.remove(""); // the root package, which every other one uses
        uses.values().forEach(targets -> targets.remove(""));
        List<String> lines = new ArrayList<>(List.of("```mermaid", "flowchart TD"));
        for (String module : new TreeSet<>(modules.values())) {
            lines.add("    subgraph " + module);
            uses.keySet().stream()
                    .filter(name -> module.equals(modules.get(name)))
                    .forEach(name -> lines.add("        " + name));
            lines.add("    end");
        }
        uses.forEach((from, targets) -> targets.stream()
                .filter(target -> isDirect(from, target, uses))
                .forEach(target -> lines.add("    %s --> %s".formatted(from, target))));
        lines.add("```");
        return String.join("\n", lines) + "\n";
    }

    /** The package without the root's name. */
    private static String name(JavaClass type) {
        String name = type.getPackageName().substring(ROOT.length());
        return name.isEmpty() ? "" : name.substring(1);
    }

    private static boolean isOfApplication(JavaClass type) {
        String application = CstaCommand.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath();
        return type.getSource().orElseThrow().getUri().toString().contains(application);
    }

    private static boolean isDirect(String from, String target, Map<String, SortedSet<String>> uses) {
        return uses.getOrDefault(from, new TreeSet<>()).stream()
                .filter(other -> !other.equals(target))
                .noneMatch(other -> reaches(other, target, uses, new HashSet<>(Set.of(from))));
    }

    private static boolean reaches(
            String from, String target, Map<String, SortedSet<String>> uses, Set<String> visited) {
        return from.equals(target)
                || (visited.add(from)
                        && uses.getOrDefault(from, new TreeSet<>()).stream()
                                .anyMatch(next -> reaches(next, target, uses, visited)));
    }
}
