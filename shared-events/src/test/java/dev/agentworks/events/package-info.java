/** The contract of the wire, tried on golden samples. */
@NullMarked
package dev.agentworks.events;

import org.jspecify.annotations.NullMarked;
