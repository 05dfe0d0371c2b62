package dev.agentworks.orchestrator.run.model;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a run without a card works on. */
public record TaskRow(
        UUID run, UUID workspace, String input, @Nullable String instructions, List<String> tools) {

    public TaskRow {
        tools = List.copyOf(tools);
    }
}
