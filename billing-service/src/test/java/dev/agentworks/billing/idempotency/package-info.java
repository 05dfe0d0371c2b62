/** Tests of the keys of requests, on a real database. */
@NullMarked
package dev.agentworks.billing.idempotency;

import org.jspecify.annotations.NullMarked;
