/** Tests of the package. */
@NullMarked
package dev.agentworks.starter.outbox;

import org.jspecify.annotations.NullMarked;
