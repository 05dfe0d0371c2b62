package dev.agentworks.router.ledger;

import dev.agentworks.router.provider.model.Tokens;
import dev.agentworks.router.provider.model.VendorFailure;
import java.math.BigDecimal;

/** How an attempt ended that was not the last one. */
public record AttemptEnd(int number, VendorFailure failure, Tokens tokens, BigDecimal cost) {}
