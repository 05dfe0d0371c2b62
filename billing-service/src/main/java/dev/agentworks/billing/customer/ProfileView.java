package dev.agentworks.billing.customer;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The customer's particulars as they are shown. */
public record ProfileView(
        UUID workspaceId,
        @Nullable String legalName,
        @Nullable String address,
        @Nullable String country,
        @Nullable String taxId,
        boolean taxExempt,
        @Nullable String email,
        int graceHours,
        long version) {}
