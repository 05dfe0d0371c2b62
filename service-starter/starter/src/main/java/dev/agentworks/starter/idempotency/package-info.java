/**
 * Does a request once for each {@code Idempotency-Key}: the service that makes the change keeps the
 * key and its answer in the transaction of the change.
 *
 * <p>A service takes part with a table {@code idempotent_request}, made by its own migration, a
 * {@link dev.agentworks.starter.retention.RetentionRule} for it, and with {@link
 * dev.agentworks.starter.idempotency.HonoursIdempotencyKey} on its routes.
 */
@NullMarked
package dev.agentworks.starter.idempotency;

import org.jspecify.annotations.NullMarked;
