package dev.agentworks.orchestrator.tool;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.agentworks.starter.servicetoken.RemoteProblem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** All tools; checks a call against its schema before anything happens. */
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
     * Calls one of the tools an agent was given. A call that is wrong, or that the board refuses,
     * is answered as an error the model can correct; a board that cannot be reached is the caller's
     * to retry.
     */
    public ToolResult call(
            String name, List<String> granted, ToolContext context, @Nullable JsonNode arguments) {
        var tool = tools.get(name);
        var schema = schemas.get(name);
        if (tool == null || schema == null || !granted.contains(name)) {
            return ToolResult.wrong(
                    "There is no tool %s. You have: %s."
                            .formatted(name, String.join(", ", granted)));
        }
        if (arguments == null || !arguments.isObject()) {
            return ToolResult.wrong(name + " needs its arguments as a JSON object.");
        }
        var errors = schema.validate(arguments.toString(), InputFormat.JSON);
        if (!errors.isEmpty()) {
            return ToolResult.wrong(
                    errors.stream()
                            .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
                            .collect(
                                    Collectors.joining(
                                            "; ",
                                            name + " was called with wrong arguments: ",
                                            "")));
        }
        try {
            return tool.call(context, arguments);
        } catch (RemoteProblem refusal) {
            if (refusal.status() >= 500 || refusal.status() == 429) {
                throw refusal;
            }
            return ToolResult.wrong(name + " was refused: " + refusal.detail());
        }
    }
}
