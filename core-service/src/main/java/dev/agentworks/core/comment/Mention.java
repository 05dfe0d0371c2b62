package dev.agentworks.core.comment;

import java.util.UUID;

/** A member whom a comment names, as they are called today. */
public record Mention(UUID id, String name) {}
