/** Tests of the package. */
@NullMarked
package dev.agentworks.starter.messaging;

import org.jspecify.annotations.NullMarked;
