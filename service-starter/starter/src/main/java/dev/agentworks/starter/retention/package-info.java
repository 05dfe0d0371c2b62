/**
 * Forgets what is old in tables that would only grow, by rules that a service declares as beans.
 */
@NullMarked
package dev.agentworks.starter.retention;

import org.jspecify.annotations.NullMarked;
