package dev.agentworks.local.llm.agent;

import dev.agentworks.local.llm.template.Texts;
import java.util.Map;

/** A file with its content. */
record SourceFile(String path, String content) {

    /** The resource of this name below {@code code}, as it stands. */
    static SourceFile of(String path, String resource) {
        return of(path, resource, Map.of());
    }

    /** The resource of this name below {@code code}, with the values filled in. */
    static SourceFile of(String path, String resource, Map<String, ?> values) {
        return new SourceFile(path, Texts.code(resource, values));
    }

    /** Whether other files use it. */
    boolean isShared() {
        return path.endsWith("package.json")
                || path.endsWith("/records.js")
                || path.endsWith("/main.js")
                || path.endsWith("/text.js");
    }
}
