package dev.agentworks.orchestrator.agent;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Reads an agent's file: front matter in YAML between two lines of dashes, then the prompt. */
final class AgentFile {

    private static final String FENCE = "---\n";

    private AgentFile() {}

    static AgentDefinition read(String name, String content) {
        int end = content.indexOf("\n" + FENCE, FENCE.length());
        if (!content.startsWith(FENCE) || end < 0) {
            throw new IllegalArgumentException(
                    name + " must start with front matter between --- lines");
        }
        var head = frontMatter(content.substring(FENCE.length(), end + 1));
        var id = text(head, "id", name);
        var prompt = content.substring(end + 1 + FENCE.length()).strip();
        return new AgentDefinition(
                id,
                text(head, "name", name),
                list(head, "lanes").stream().map(lane -> Integer.valueOf(lane.toString())).toList(),
                text(head, "provider", name),
                text(head, "model", name),
                head.get("temperature") instanceof Number number ? number.doubleValue() : null,
                head.get("maxTokens") instanceof Number number ? number.intValue() : null,
                list(head, "tools").stream().map(Object::toString).toList(),
                list(head, "leavesBehind").stream().map(Object::toString).toList(),
                text(head, "risk", name),
                !Boolean.FALSE.equals(head.get("reissue")),
                withId(id, prompt));
    }

    /** Puts a line with the agent's id before its prompt. */
    static String withId(String id, String prompt) {
        return "Agent: " + id + "\n\n" + prompt;
    }

    private static Map<String, Object> frontMatter(String yaml) {
        return new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
    }

    private static String text(Map<String, Object> head, String field, String file) {
        var value = head.get(field);
        if (value == null) {
            throw new IllegalArgumentException(file + " names no " + field);
        }
        return value.toString();
    }

    private static List<?> list(Map<String, Object> head, String field) {
        @Nullable Object value = head.get(field);
        return value instanceof List<?> items ? items : List.of();
    }
}
