/** Messages that leave if and only if the transaction that made them commits. */
@NullMarked
package dev.agentworks.starter.outbox;

import org.jspecify.annotations.NullMarked;
