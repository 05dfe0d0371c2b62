package dev.agentworks.billing.plan;

import java.util.UUID;

/** The workspace has another plan from today on. */
public record PlanChanged(UUID workspace) {}
