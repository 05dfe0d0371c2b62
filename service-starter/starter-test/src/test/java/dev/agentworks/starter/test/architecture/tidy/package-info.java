/** A feature that keeps the rules. */
@NullMarked
package dev.agentworks.starter.test.architecture.tidy;

import org.jspecify.annotations.NullMarked;
