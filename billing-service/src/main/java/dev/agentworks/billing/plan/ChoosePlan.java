package dev.agentworks.billing.plan;

import java.util.UUID;

/** The plan that a workspace wants from today on, for so many people. */
public record ChoosePlan(UUID workspace, String plan, int seats) {}
