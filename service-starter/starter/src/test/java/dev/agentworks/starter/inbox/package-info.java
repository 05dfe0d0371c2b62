/** Tests of the package. */
@NullMarked
package dev.agentworks.starter.inbox;

import org.jspecify.annotations.NullMarked;
