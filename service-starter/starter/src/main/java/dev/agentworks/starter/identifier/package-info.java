/** Identifiers that sort by time, and identifiers that can be made again. */
@NullMarked
package dev.agentworks.starter.identifier;

import org.jspecify.annotations.NullMarked;
