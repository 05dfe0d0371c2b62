package dev.agentworks.local.llm.conversation;

import tools.jackson.databind.node.ObjectNode;

/** A tool call that the model asks for. */
public record ToolCall(String id, String name, ObjectNode arguments) {}
