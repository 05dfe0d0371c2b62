package dev.agentworks.router.budget;

/** What a budget is for; the narrowest first. */
public enum BudgetScope {
    CARD,
    RUN,
    PROJECT,
    WORKSPACE,
    /** What a workspace has paid, or may owe; billing says how much is left. */
    WALLET
}
