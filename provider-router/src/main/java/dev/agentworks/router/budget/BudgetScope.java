package dev.agentworks.router.budget;

/** What a budget is for; the narrowest first. */
public enum BudgetScope {
    CARD,
    RUN,
    PROJECT,
    WORKSPACE
}
