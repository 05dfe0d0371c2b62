/** Tests of what the feature does with the database. */
@NullMarked
package dev.agentworks.starter.idempotency;

import org.jspecify.annotations.NullMarked;
