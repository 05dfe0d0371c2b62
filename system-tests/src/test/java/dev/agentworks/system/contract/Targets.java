package dev.agentworks.system.contract;

import dev.agentworks.system.contract.Operation.Parameter;
import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes addresses of operations that name what is there. */
record Targets(Situation situation) {
    static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");

    /** The path with what is there. */
    String path(Operation operation) {
        return path(operation, Map.of());
    }

    /** What is deleted is not there, so that the next request finds what it names. */
    String path(Operation operation, Map<String, String> changed) {
        var isLost = operation.method().equals("DELETE");
        return VARIABLE.matcher(operation.path())
                .replaceAll(match -> {
                    var name = match.group(1);
                    var nothing = UUID.randomUUID().toString();
                    var known = isLost ? nothing : situation.ids().getOrDefault(name, nothing);
                    return Matcher.quoteReplacement(changed.getOrDefault(name, known));
                });
    }

    /** The path with what the query must have, and more. */
    String target(Operation operation, String query) {
        var pairs = new ArrayList<String>();
        operation.parameters().stream()
                .filter(Parameter::required)
                .forEach(parameter -> pairs.add(parameter.name() + "=" + required(parameter)));
        if (!query.isEmpty()) {
            pairs.add(query);
        }
        return path(operation) + (pairs.isEmpty() ? "" : "?" + String.join("&", pairs));
    }

    private String required(Parameter parameter) {
        return switch (parameter.name()) {
            case "workspace" -> situation.ids().getOrDefault("workspaceId", "");
            case "path" -> "README.md";
            default -> "1";
        };
    }
}
