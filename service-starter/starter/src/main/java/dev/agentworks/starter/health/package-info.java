/** Alive, ready, healthy, and the figures. */
@NullMarked
package dev.agentworks.starter.health;

import org.jspecify.annotations.NullMarked;
