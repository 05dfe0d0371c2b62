/** Wallets over HTTP. */
@NullMarked
package dev.agentworks.billing.wallet.web;

import org.jspecify.annotations.NullMarked;
