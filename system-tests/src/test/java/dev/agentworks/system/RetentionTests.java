package dev.agentworks.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Nothing only grows: every table is bounded by something, or kept for a reason. */
class RetentionTests {

    private static final Path REPOSITORY =
            Path.of(System.getProperty("agentworks.repository", "..")).toAbsolutePath().normalize();

    private static final Map<String, String> SOURCES =
            Map.of(
                    "all", "service-starter/starter",
                    "core", "core-service",
                    "orchestrator", "orchestrator-service",
                    "router", "provider-router",
                    "monitor", "execution-monitor",
                    "billing", "billing-service");

    private static final Pattern TABLE =
            Pattern.compile(
                    "(?im)^\\s*(create|drop) table (?:if (?:not )?exists )?\"?([a-z_]+)\"?"
                            + "|^\\s*alter table (?:if exists )?([a-z_]+) rename to ([a-z_]+)");
    private static final Pattern ROW =
            Pattern.compile(
                    "(?m)^\\| ([a-z]+) \\| `([a-z_]+)` \\| (kept|rule `([a-z-]+)`|code `([A-Za-z]+)`) \\| (.+) \\|$");
    private static final Pattern RULE =
            Pattern.compile("(?:new RetentionRule|RetentionRule\\.deleting)\\(\\s*\"([a-z-]+)\"");

    @Test
    void everyTableIsBoundedOrKeptForAReason() throws IOException {
        var listed = new TreeSet<String>();
        rows().forEach(row -> listed.add(row.service() + "." + row.table()));

        assertThat(listed)
                .as("the tables of docs/retention.md, against those of the migrations")
                .containsExactlyElementsOf(tables());
    }

    @Test
    void whatATableIsBoundedByExists() throws IOException {
        var missing = new ArrayList<String>();
        for (var row : rows()) {
            var sources = sources(row.service());
            if (row.rule() != null && !rules(sources).contains(row.rule())) {
                missing.add("%s: there is no rule %s".formatted(row.table(), row.rule()));
            }
            if (row.code() != null && !deletes(row.service(), row.code(), row.table())) {
                missing.add("%s: %s deletes none".formatted(row.table(), row.code()));
            }
        }

        assertThat(missing).isEmpty();
    }

    @Test
    void everyRuleBoundsATable() throws IOException {
        for (var service : SOURCES.keySet()) {
            assertThat(rows().stream().filter(row -> row.service().equals(service)).map(Row::rule))
                    .as("rules of %s", service)
                    .containsAll(rules(sources(service)));
        }
    }

    @Test
    void whatIsKeptIsKeptForAReason() throws IOException {
        assertThat(rows())
                .filteredOn(row -> row.rule() == null && row.code() == null)
                .allSatisfy(row -> assertThat(row.words().length()).isGreaterThan(15));
    }

    private static TreeSet<String> tables() throws IOException {
        var tables = new TreeSet<String>();
        for (var source : SOURCES.entrySet()) {
            var service = source.getKey();
            for (var migration : migrations(source.getValue())) {
                var statements = TABLE.matcher(Files.readString(migration));
                while (statements.find()) {
                    if (statements.group(3) != null) {
                        tables.remove(service + "." + statements.group(3));
                        tables.add(service + "." + statements.group(4));
                    } else if (statements.group(1).equalsIgnoreCase("create")) {
                        tables.add(service + "." + statements.group(2));
                    } else {
                        tables.remove(service + "." + statements.group(2));
                    }
                }
            }
        }
        return tables;
    }

    private static List<Path> migrations(String module) throws IOException {
        try (var files = Files.walk(REPOSITORY.resolve(module).resolve("src/main/resources/db"))) {
            return files.filter(file -> file.toString().endsWith(".sql")).sorted().toList();
        }
    }

    private static List<Row> rows() throws IOException {
        return ROW.matcher(Files.readString(REPOSITORY.resolve("docs/retention.md")))
                .results()
                .map(row ->
                        new Row(
                                row.group(1),
                                row.group(2),
                                row.group(4),
                                row.group(5),
                                row.group(6)))
                .toList();
    }

    private static Map<String, String> sources(String service) throws IOException {
        var sources = new LinkedHashMap<String, String>();
        var folder =
                REPOSITORY
                        .resolve(Objects.requireNonNull(SOURCES.get(service)))
                        .resolve("src/main/java");
        try (Stream<Path> files = Files.walk(folder)) {
            for (var file : files.filter(it -> it.toString().endsWith(".java")).toList()) {
                var name =
                        Objects.requireNonNull(file.getFileName()).toString().replace(".java", "");
                sources.put(name, Files.readString(file));
            }
        }
        return sources;
    }

    private static TreeSet<String> rules(Map<String, String> sources) {
        var rules = new TreeSet<String>();
        sources.values()
                .forEach(text ->
                        RULE.matcher(text).results().forEach(rule -> rules.add(rule.group(1))));
        return rules;
    }

    // by itself, or by calling a function of the database that does
    private static boolean deletes(String service, String type, String table) throws IOException {
        var texts = new HashMap<>(sources("all"));
        texts.putAll(sources(service));
        var delete = Pattern.compile("delete\\s+from\\s+" + table + "\\b");
        var text = texts.getOrDefault(type, "");
        if (delete.matcher(text).find()) {
            return true;
        }
        for (var migration : migrations(Objects.requireNonNull(SOURCES.get(service)))) {
            if (text.contains("forget_") && delete.matcher(Files.readString(migration)).find()) {
                return true;
            }
        }
        return false;
    }

    private record Row(
            String service,
            String table,
            @Nullable String rule,
            @Nullable String code,
            String words) {}
}
