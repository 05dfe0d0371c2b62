package dev.agentworks.system.contract;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.agentworks.system.contract.Operation.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The OpenAPI document as a judge of bodies. Answers are judged more strictly than the document
 * says: an object has no members but those that are described, except a problem.
 */
final class Contract {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String OPEN = "https://agentworks.test/document";
    private static final String CLOSED = "https://agentworks.test/answers";
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
    private static final Set<String> EXTENSIBLE = Set.of("Problem");

    private final JsonNode document;
    private final SchemaRegistry registry;
    private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

    Contract(String text) {
        document = JSON.readTree(text);
        var closed = (ObjectNode) JSON.readTree(text);
        closed.path("components")
                .path("schemas")
                .properties()
                .forEach(schema -> {
                    if (!EXTENSIBLE.contains(schema.getKey())) {
                        close(schema.getValue());
                    }
                });
        registry =
                SchemaRegistry.withDefaultDialect(
                        SpecificationVersion.DRAFT_2020_12,
                        builder -> builder.schemas(Map.of(OPEN, text, CLOSED, closed.toString())));
    }

    private static void close(JsonNode schema) {
        if (schema instanceof ObjectNode object
                && object.has("properties")
                && !object.has("additionalProperties")) {
            object.put("additionalProperties", false);
        }
        schema.forEach(Contract::close);
    }

    List<Operation> operations() {
        var operations = new ArrayList<Operation>();
        document.path("paths")
                .properties()
                .forEach(path ->
                        path.getValue().properties().stream()
                                .filter(entry -> METHODS.contains(entry.getKey()))
                                .forEach(entry ->
                                        operations.add(
                                                operation(
                                                        path.getKey(),
                                                        entry.getKey(),
                                                        path.getValue(),
                                                        entry.getValue()))));
        return operations;
    }

    private Operation operation(String path, String method, JsonNode item, JsonNode operation) {
        var body = operation.at("/requestBody/content/application~1json/schema");
        return new Operation(
                method.toUpperCase(Locale.ROOT),
                path,
                operation.path("x-access").asString(""),
                Stream.concat(
                                item.path("parameters").valueStream(),
                                operation.path("parameters").valueStream())
                        .map(this::resolved)
                        .filter(parameter -> parameter.path("in").asString("").equals("query"))
                        .map(parameter ->
                                new Parameter(
                                        parameter.path("name").asString(),
                                        parameter.path("required").asBoolean(false),
                                        resolved(parameter.path("schema"))))
                        .toList(),
                body.isMissingNode() ? null : body,
                operation.path("requestBody").path("content").has("application/octet-stream"),
                operation.path("responses"));
    }

    /** The schema itself, where a reference stands for it. */
    JsonNode resolved(JsonNode schema) {
        var reference = schema.path("$ref").asString("");
        return reference.isEmpty() ? schema : resolved(document.at(reference.substring(1)));
    }

    /** The names of the fields of an operation's body. */
    List<String> properties(Operation operation) {
        var body = operation.body();
        return body == null
                ? List.of()
                : resolved(body).path("properties").propertyNames().stream().toList();
    }

    /** What is wrong with a body of a request. */
    List<String> faultsOfRequest(JsonNode schema, String json) {
        return faults(OPEN, schema, json);
    }

    /** What is wrong with a body of an answer. */
    List<String> faultsOfAnswer(JsonNode schema, String json) {
        return faults(CLOSED, schema, json);
    }

    private List<String> faults(String base, JsonNode schema, String json) {
        return schemas
                .computeIfAbsent(
                        base + schema,
                        _ ->
                                registry.getSchema(
                                        absolute(base, schema.toString()), InputFormat.JSON))
                .validate(
                        json,
                        InputFormat.JSON,
                        context ->
                                context.executionConfig(
                                        config -> config.formatAssertionsEnabled(true)))
                .stream()
                .map(fault -> fault.getInstanceLocation() + ": " + fault.getMessage())
                .toList();
    }

    private static String absolute(String base, String schema) {
        return schema.replace("\"$ref\":\"#", "\"$ref\":\"" + base + "#");
    }
}
