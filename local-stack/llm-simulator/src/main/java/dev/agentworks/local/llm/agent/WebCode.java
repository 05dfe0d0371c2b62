package dev.agentworks.local.llm.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Screens in plain HTML and JavaScript, each in all its states, with a test. */
final class WebCode {

    private WebCode() {}

    static List<SourceFile> of(List<String> points, String product) {
        var files = new ArrayList<SourceFile>();
        files.add(
                SourceFile.of(
                        "web/package.json",
                        "web/package.json",
                        Map.of("name", ServerCode.slug(product))));
        for (var point : points) {
            var name = ServerCode.slug(point);
            files.add(
                    SourceFile.of(
                            "web/test/" + name + ".test.js",
                            "web/screen.test.js",
                            Map.of("name", name)));
            files.add(screen(point));
        }
        files.add(SourceFile.of("web/src/text.js", "web/text.js"));
        files.add(
                SourceFile.of(
                        "web/index.html",
                        "web/index.html",
                        Map.of(
                                "title",
                                html(product),
                                "links",
                                points.stream().map(WebCode::link).toList())));
        return files;
    }

    static String path(String point) {
        return "web/src/" + ServerCode.slug(point) + ".js";
    }

    private static SourceFile screen(String point) {
        return SourceFile.of(
                path(point),
                "web/screen.js",
                Map.of(
                        "name",
                        ServerCode.slug(point),
                        "wish",
                        point.replaceAll("\\s+", " "),
                        "title",
                        quoted(Brief.shortTitle(point))));
    }

    private static Map<String, String> link(String point) {
        return Map.of("name", ServerCode.slug(point), "title", html(Brief.shortTitle(point)));
    }

    private static String html(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
