package dev.agentworks.billing.customer;

import org.jspecify.annotations.Nullable;

/**
 * Whom invoices are to be addressed to.
 *
 * @param country two capital letters, ISO 3166
 * @param graceHours how long after a month's end its late calls still belong to it, 0 to 72
 */
public record ProfileChange(
        @Nullable String legalName,
        @Nullable String address,
        @Nullable String country,
        @Nullable String taxId,
        @Nullable String email,
        @Nullable Integer graceHours) {}
