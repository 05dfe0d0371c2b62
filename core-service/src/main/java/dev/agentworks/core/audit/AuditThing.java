package dev.agentworks.core.audit;

import org.jspecify.annotations.Nullable;

/**
 * What something was done to.
 *
 * @param kind such as {@code member}
 * @param name as people know it, at that time
 */
public record AuditThing(String kind, String id, @Nullable String name) {}
