/** The outbox's own tests, on a real database. */
@NullMarked
package dev.agentworks.starter.outbox;

import org.jspecify.annotations.NullMarked;
