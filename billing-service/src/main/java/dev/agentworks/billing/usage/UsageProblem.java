package dev.agentworks.billing.usage;

/** Why an event is not counted, for people. */
record UsageProblem(QuarantineReason reason, String detail) {}
