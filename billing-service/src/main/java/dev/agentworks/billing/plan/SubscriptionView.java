package dev.agentworks.billing.plan;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The plan that a workspace has today.
 *
 * @param since the day it began; none when the workspace never chose one
 * @param trialEndsOn the first day of which a fee is due, while it is tried
 * @param endsOn the first day without it, once it was cancelled
 */
public record SubscriptionView(
        PlanView plan,
        Status status,
        int seats,
        @Nullable LocalDate since,
        @Nullable LocalDate trialEndsOn,
        @Nullable LocalDate endsOn) {
    /** Whether a fee is due, and for how long. */
    public enum Status {
        TRIALING,
        ACTIVE,
        /** It ends with its last paid day. */
        CANCELLED
    }
}
