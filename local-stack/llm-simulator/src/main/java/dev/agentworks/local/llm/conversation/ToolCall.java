package dev.agentworks.local.llm.conversation;

import tools.jackson.databind.node.ObjectNode;

/** A tool the model wants called. */
public record ToolCall(String id, String name, ObjectNode arguments) {}
