/** Tests of single parts of messaging. */
@NullMarked
package dev.agentworks.starter.messaging;

import org.jspecify.annotations.NullMarked;
