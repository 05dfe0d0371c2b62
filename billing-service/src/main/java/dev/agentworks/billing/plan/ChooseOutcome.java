package dev.agentworks.billing.plan;

/** What became of a wish for a plan. */
public sealed interface ChooseOutcome {
    /** The workspace has it from today on. */
    record Chosen(SubscriptionView subscription) implements ChooseOutcome {}

    /** The workspace has it already. */
    record Unchanged(SubscriptionView subscription) implements ChooseOutcome {}

    /** No such plan is offered. */
    record NotOffered() implements ChooseOutcome {}
}
