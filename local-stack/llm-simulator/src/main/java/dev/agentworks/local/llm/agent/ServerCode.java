package dev.agentworks.local.llm.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A server's modules in JavaScript that runs as it stands: for each point of the brief a rule that
 * checks its input, does the same request once, and has a test that fails without it.
 */
final class ServerCode {

    private static final int LONGEST_SLUG = 40;
    private static final List<String> ACTORS =
            List.of(
                    "member",
                    "customer",
                    "patient",
                    "baker",
                    "driver",
                    "therapist",
                    "owner",
                    "committee");

    private ServerCode() {}

    static List<SourceFile> of(List<String> points, String product) {
        var files = new ArrayList<SourceFile>();
        files.add(
                SourceFile.of(
                        "server/package.json",
                        "server/package.json",
                        Map.of("name", slug(product))));
        for (var point : points) {
            files.add(test(point));
            files.add(rule(point));
        }
        files.add(SourceFile.of("server/src/records.js", "server/records.js"));
        files.add(SourceFile.of("server/src/main.js", "server/main.js"));
        return files;
    }

    static String path(String point) {
        return "server/src/" + slug(point) + ".js";
    }

    static String testPath(String point) {
        return "server/test/" + slug(point) + ".test.js";
    }

    /** The point's short title as part of a path. */
    static String slug(String point) {
        var words = Brief.shortTitle(point).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        var slug = words.replaceAll("^-|-$", "");
        if (slug.length() > LONGEST_SLUG) {
            int hyphen = slug.lastIndexOf('-', LONGEST_SLUG);
            slug = slug.substring(0, hyphen > 0 ? hyphen : LONGEST_SLUG);
        }
        return slug.isEmpty() ? "wish" : slug;
    }

    private static SourceFile rule(String point) {
        return SourceFile.of(
                path(point),
                "server/rule.js",
                Map.of(
                        "who",
                        actor(point),
                        "wish",
                        point.replaceAll("\\s+", " "),
                        "kind",
                        slug(point)));
    }

    private static SourceFile test(String point) {
        return SourceFile.of(
                testPath(point),
                "server/rule.test.js",
                Map.of(
                        "who",
                        actor(point),
                        "kind",
                        slug(point),
                        "title",
                        Brief.shortTitle(point).replace("'", "\\'")));
    }

    private static String actor(String point) {
        var lower = point.toLowerCase(Locale.ROOT);
        return ACTORS.stream().filter(lower::contains).findFirst().orElse("person");
    }
}
