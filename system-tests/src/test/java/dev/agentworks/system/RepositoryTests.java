package dev.agentworks.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What holds for the repository as a whole: the size of its rooms, its words, its libraries. */
class RepositoryTests {

    private static final Path REPOSITORY =
            Path.of(System.getProperty("agentworks.repository", "..")).toAbsolutePath().normalize();

    private static final Set<String> NOT_SOURCE =
            Set.of("target", "node_modules", "dist", ".git", ".agentworks", ".agentworks-build");

    private static final int LONGEST_TYPE = 350;
    private static final int MOST_TYPES = 30;

    /** The libraries that the customer named, each with the package that shows its use. */
    private static final Map<String, String> LIBRARIES =
            Map.ofEntries(
                    Map.entry("spring-boot", "org.springframework.boot"),
                    Map.entry("spring-cloud-gcp", "com.google.cloud.spring"),
                    Map.entry("spring-data-jpa", "org.springframework.data"),
                    Map.entry("hibernate", "org.hibernate"),
                    Map.entry("postgresql-jdbc", "<groupId>org.postgresql</groupId>"),
                    Map.entry("lettuce", "io.lettuce"),
                    Map.entry("jjwt", "io.jsonwebtoken"),
                    Map.entry("resilience4j", "io.github.resilience4j"),
                    Map.entry("micrometer", "io.micrometer"),
                    Map.entry("testcontainers", "org.testcontainers"),
                    Map.entry("junit-jupiter", "org.junit.jupiter"));

    /** Names that only we understood; docs/glossary.md says what each is called now. */
    private static final Pattern OLD_NAMES =
            Pattern.compile(
                    "\\b(RedisDoor|SocketDoor|CloudRunDoor|ChatDoor|EmbeddingDoor|DoorServlet"
                            + "|DoorError|DoorErrors|DoorException|DoorCaller|DoorSettings|DoorTraces"
                            + "|DoorValve|DoorConfiguration|PullDoor|PushDoor|AGENTWORKS_PUBSUB_DOOR"
                            + "|RunDesk|AgentDesk|TaskDesk|RedisBell|Leavers|CallMeans"
                            + "|CallBook|LightBook|LedgerBook|KeyBench|PageWish|LaneWish"
                            + "|GivenExtractor|LookAgain|StayTable|StayWatch|StayLook"
                            + "|StayTouched|StayRuns|InTheNameOf|StepActors|Journaled"
                            + "|CallWork|usePlace|useLift)\\b");

    /** The same for types whose names are ordinary words elsewhere. */
    private static final Set<String> OLD_TYPES =
            Set.of(
                    "Way",
                    "Turn",
                    "Turns",
                    "Tried",
                    "Bell",
                    "Together",
                    "Acting",
                    "Given",
                    "Stay",
                    "Stays",
                    "Visit",
                    "Visits",
                    "Slice",
                    "Script",
                    "Next",
                    "Wishes",
                    "Words",
                    "Fields",
                    "Chunks",
                    "Payers",
                    "Funds",
                    "Funding",
                    "Fitting",
                    "Waker");

    /** Types of libraries that the docs may name. */
    private static final Set<String> OF_LIBRARIES =
            Set.of("JdbcClient", "BigDecimal", "RestClient", "ProblemDetail", "ScopedValue");

    @Test
    void noTypeOfMainCodeIsTooLongToRead() throws IOException {
        var tooLong = new TreeMap<String, Long>();
        for (var file : mainJava()) {
            try (var lines = Files.lines(file)) {
                var length = lines.count();
                if (length > LONGEST_TYPE) {
                    tooLong.put(name(file), length);
                }
            }
        }

        assertThat(tooLong).as("files of more than %d lines", LONGEST_TYPE).isEmpty();
    }

    @Test
    void noPackageHoldsMoreThanAReaderCanKeepInMind() throws IOException {
        var tooMany =
                mainJava().stream()
                        .filter(file -> !file.endsWith("package-info.java"))
                        .collect(
                                Collectors.groupingBy(
                                        file -> name(Objects.requireNonNull(file.getParent())),
                                        TreeMap::new,
                                        Collectors.counting()))
                        .entrySet()
                        .stream()
                        .filter(entry -> entry.getValue() > MOST_TYPES)
                        .toList();

        assertThat(tooMany).as("packages of more than %d types", MOST_TYPES).isEmpty();
    }

    @Test
    void theNamesThatOnlyWeUnderstoodAreGone() throws IOException {
        var found = new ArrayList<String>();
        for (var file : text()) {
            var path = name(file);
            if (path.equals("docs/glossary.md")
                    || path.startsWith("docs/decisions/")
                    || path.contains("/db/migration/")
                    || path.endsWith("RepositoryTests.java")) {
                continue;
            }
            var names = new TreeSet<String>();
            OLD_NAMES
                    .matcher(Files.readString(file))
                    .results()
                    .forEach(it -> names.add(it.group()));
            var type = file.getFileName().toString().replace(".java", "");
            if (path.contains("-service/src/main/")
                    || path.startsWith("provider-router/src/main/")
                    || path.startsWith("execution-monitor/src/main/")
                    || path.startsWith("service-starter/")) {
                OLD_TYPES.stream().filter(type::equals).forEach(names::add);
            }
            if (!names.isEmpty()) {
                found.add(path + ": " + names);
            }
        }

        assertThat(found).isEmpty();
    }

    @Test
    void eachLibraryOfTheCustomersListIsUsedWhereTheArchitecturePageSays() throws IOException {
        var page = Files.readString(REPOSITORY.resolve("docs/architecture.md"));

        for (var library : LIBRARIES.keySet()) {
            var row =
                    page.lines().filter(line -> line.startsWith("| " + library + " |")).findFirst();
            assertThat(row).as("the row of %s", library).isPresent();
            var places =
                    Pattern.compile("`([^`]+\\.(?:java|xml))`")
                            .matcher(row.orElseThrow())
                            .results()
                            .map(it -> REPOSITORY.resolve(it.group(1)))
                            .toList();
            assertThat(places).as("places where %s is used", library).isNotEmpty();
            for (var place : places) {
                assertThat(place).as("a place where %s is used", library).isRegularFile();
                assertThat(Files.readString(place)).contains(LIBRARIES.get(library));
            }
        }
    }

    @Test
    void eachTypeThatTheDocsNameExists() throws IOException {
        var types =
                java().stream()
                        .map(file -> file.getFileName().toString().replace(".java", ""))
                        .collect(Collectors.toSet());
        var missing = new ArrayList<String>();
        for (var page :
                List.of(
                        "docs/architecture.md",
                        "docs/adding-an-endpoint.md",
                        "docs/errors.md",
                        "docs/easy-to-get-wrong.md",
                        "CONTRIBUTING.md")) {
            Pattern.compile("`([A-Z][a-z]+(?:[A-Z][a-zA-Z]+)+)`")
                    .matcher(Files.readString(REPOSITORY.resolve(page)))
                    .results()
                    .map(it -> it.group(1))
                    .filter(name -> !types.contains(name) && !OF_LIBRARIES.contains(name))
                    .forEach(name -> missing.add(page + ": " + name));
        }

        assertThat(missing).isEmpty();
    }

    private static List<Path> mainJava() throws IOException {
        return java().stream().filter(file -> name(file).contains("src/main/java/")).toList();
    }

    private static List<Path> java() throws IOException {
        return text().stream().filter(file -> file.toString().endsWith(".java")).toList();
    }

    private static List<Path> text() throws IOException {
        var endings =
                Set.of(
                        "java",
                        "md",
                        "ts",
                        "tsx",
                        "mjs",
                        "sql",
                        "yaml",
                        "yml",
                        "xml",
                        "properties",
                        "json",
                        "sh",
                        "html",
                        "css",
                        "tf");
        var files = new ArrayList<Path>();
        Files.walkFileTree(
                REPOSITORY,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes of) {
                        var folderName = folder.getFileName().toString();
                        return NOT_SOURCE.contains(folderName) || folderName.startsWith(".m2")
                                ? FileVisitResult.SKIP_SUBTREE
                                : FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes of) {
                        var fileName = file.getFileName().toString();
                        if (endings.contains(fileName.substring(fileName.lastIndexOf('.') + 1))) {
                            files.add(file);
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
        return files;
    }

    private static String name(Path file) {
        return REPOSITORY.relativize(file).toString().replace('\\', '/');
    }
}
