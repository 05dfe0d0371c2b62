package dev.agentworks.orchestrator.tool;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.agentworks.starter.servicetoken.RemoteProblem;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** All tools. It validates a call by the tool's schema before it runs the tool. */
@Component
public class Toolbox {

    private static final SchemaRegistry SCHEMAS =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private final Map<String, Tool> tools;
    private final Map<String, Schema> schemas;

    Toolbox(List<Tool> tools) {
        this.tools = tools.stream().collect(Collectors.toMap(Tool::name, Function.identity()));
        this.schemas =
                tools.stream()
                        .collect(
                                Collectors.toMap(
                                        Tool::name, tool -> SCHEMAS.getSchema(tool.schema())));
    }

    public Optional<Tool> find(String name) {
        return Optional.ofNullable(tools.get(name));
    }

    /**
     * Calls one of the tools that the agent has. An invalid call, or one that the board refuses, is
     * answered with an error that the model can correct; when the board cannot be reached, the
     * caller retries.
     */
    public ToolResult call(
            String name, List<String> granted, ToolContext context, @Nullable JsonNode arguments) {
        var refusal = refusal(name, granted, arguments);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        try {
            return Objects.requireNonNull(tools.get(name))
                    .call(context, Objects.requireNonNull(arguments));
        } catch (RemoteProblem refused) {
            if (refused.status() >= 500 || refused.status() == 429) {
                throw refused;
            }
            return ToolResult.wrong(name + " was refused: " + refused.detail());
        }
    }

    /** What a call of this tool may have done when its outcome is unknown. */
    public ToolEffect effect(String name) {
        return find(name).map(Tool::effect).orElse(ToolEffect.READ);
    }

    /** Why a call is invalid; empty when it is valid. */
    public Optional<ToolResult> refusal(
            String name, List<String> granted, @Nullable JsonNode arguments) {
        var tool = tools.get(name);
        var schema = schemas.get(name);
        if (tool == null || schema == null || !granted.contains(name)) {
            return wrong(
                    "%s You have: %s."
                            .formatted(MalformedCall.name(name), String.join(", ", granted)));
        }
        if (arguments == null || !arguments.isObject()) {
            return wrong(
                    "%s needs its arguments as a JSON object, but %s. Call it again with valid arguments."
                            .formatted(name, MalformedCall.arguments(arguments)));
        }
        var unstorable = MalformedCall.unstorable(arguments);
        if (unstorable != null) {
            return wrong("%s was called with %s. Leave it out.".formatted(name, unstorable));
        }
        var errors = schema.validate(arguments.toString(), InputFormat.JSON);
        if (!errors.isEmpty()) {
            return wrong(
                    errors.stream()
                            .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
                            .collect(
                                    Collectors.joining(
                                            "; ",
                                            name + " was called with wrong arguments: ",
                                            "")));
        }
        return Optional.empty();
    }

    private static Optional<ToolResult> wrong(String message) {
        return Optional.of(ToolResult.wrong(message));
    }
}
