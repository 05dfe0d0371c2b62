/** Exports traces where an endpoint is set; carrying them on needs none. */
@NullMarked
package dev.agentworks.starter.tracing;

import org.jspecify.annotations.NullMarked;
