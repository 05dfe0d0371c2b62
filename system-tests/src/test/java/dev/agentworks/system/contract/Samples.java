package dev.agentworks.system.contract;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes bodies that the contract allows. */
final class Samples {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** What has rules of its own about what it goes with; a valid example needs none of them. */
    private static final Set<String> LEFT_OUT =
            Set.of(
                    "beforeId",
                    "afterId",
                    "override",
                    "parentId",
                    "provider",
                    "model",
                    "remote",
                    "token",
                    "tools",
                    "choice",
                    "digest",
                    "onEntry",
                    "parallel",
                    "manual",
                    "exitCriterion",
                    "leavesBehind",
                    "projectId",
                    "comments");

    private final Contract contract;
    private final Situation situation;

    Samples(Contract contract, Situation situation) {
        this.contract = contract;
        this.situation = situation;
    }

    /** A body for the operation. */
    JsonNode of(Operation operation) {
        if (operation.path().startsWith("/v1/")) {
            return JSON.readTree(
                    operation.path().endsWith("/embeddings")
                            ? "{\"model\":\"all-minilm-l6-v2\",\"input\":\"x\"}"
                            : """
                            {"model":"gpt-4o","max_tokens":5,"messages":[{"role":"user","content":"x"}]}
                            """);
        }
        var body = operation.body();
        return body == null ? NODES.objectNode() : of(body, operation.path());
    }

    /** The object with another value, as text of any kind, for one of its members. */
    static String with(ObjectNode object, String name, String value) {
        var copy = object.deepCopy();
        copy.remove(name);
        var rest = copy.toString();
        return "{\"%s\":%s%s"
                .formatted(name, value, rest.equals("{}") ? "}" : "," + rest.substring(1));
    }

    /** A changed copy of the object, as text. */
    static String changed(ObjectNode object, UnaryOperator<ObjectNode> change) {
        return change.apply(object.deepCopy()).toString();
    }

    private JsonNode of(JsonNode reference, String name) {
        var known = known(name);
        if (known != null) {
            return known;
        }
        var schema = contract.resolved(reference);
        for (var choice : List.of("oneOf", "anyOf")) {
            if (schema.has(choice)) {
                return of(schema.path(choice).get(0), name);
            }
        }
        if (schema.has("enum")) {
            return schema.path("enum").get(0);
        }
        return switch (type(schema)) {
            case "object" -> object(schema);
            case "array" -> NODES.arrayNode().add(of(schema.path("items"), name + "/"));
            case "integer" -> NODES.numberNode(Math.max(1, schema.path("minimum").asLong(1)));
            case "number" -> NODES.numberNode(1.5);
            case "boolean" -> NODES.booleanNode(false);
            default -> NODES.stringNode(text(schema));
        };
    }

    private ObjectNode object(JsonNode schema) {
        var object = NODES.objectNode();
        var required = schema.path("required").valueStream().map(JsonNode::asString).toList();
        schema.path("properties")
                .properties()
                .forEach(property -> {
                    if (required.contains(property.getKey())
                            || !isLeftOut(property.getKey(), required)) {
                        object.set(property.getKey(), of(property.getValue(), property.getKey()));
                    }
                });
        return object;
    }

    // the key of a project is unique, that of a lane is what it is
    private static boolean isLeftOut(String property, List<String> required) {
        return LEFT_OUT.contains(property) || (property.equals("key") && !required.contains("key"));
    }

    private static String type(JsonNode schema) {
        var type = schema.path("type");
        if (type.isArray()) {
            return type.get(0).asString();
        }
        return type.asString(schema.has("properties") ? "object" : "string");
    }

    private static String text(JsonNode schema) {
        return switch (schema.path("format").asString("")) {
            case "uuid" -> UUID.randomUUID().toString();
            case "date" -> "2026-12-01";
            case "date-time" -> "2099-01-01T00:00:00Z";
            default -> matching(schema.path("pattern").asString(""));
        };
    }

    private static String matching(String pattern) {
        if (pattern.startsWith("^\\d") || pattern.startsWith("^[1-9]\\d")) {
            return "1.5";
        }
        return pattern.equals("^[A-Z]{2}$") ? "DE" : "Some text";
    }

    private @Nullable JsonNode known(String name) {
        return switch (name) {
            case "workspaceId" -> NODES.stringNode(id("workspaceId"));
            case "toId" -> NODES.stringNode(situation.otherCard());
            case "cardIds/" -> NODES.stringNode(id("cardId"));
            case "assigneeId" -> NODES.stringNode(situation.person());
            case "agent" -> NODES.stringNode("CEO_COPILOT");
            case "agents" -> NODES.objectNode();
            case "email" -> NODES.stringNode("c" + UUID.randomUUID() + "@example.com");
            case "password" -> NODES.stringNode(UUID.randomUUID().toString());
            case "plan" -> NODES.stringNode("team");
            case "key" -> NODES.stringNode("sk-contract-0123456789");
            case "id" -> NODES.stringNode("CONTRACT_AGENT");
            case "toLane", "lane", "number" -> NODES.numberNode(0);
            default -> null;
        };
    }

    private String id(String name) {
        return situation.ids().getOrDefault(name, "");
    }
}
