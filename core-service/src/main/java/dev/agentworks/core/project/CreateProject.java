package dev.agentworks.core.project;

import org.jspecify.annotations.Nullable;

/**
 * Asks for a new project.
 *
 * @param key null: one is made from the name
 */
public record CreateProject(String name, @Nullable String key, String description) {}
