/**
 * Work that keeps a processor busy, on threads of its own and never more of it than can be done.
 */
@NullMarked
package dev.agentworks.starter.compute;

import org.jspecify.annotations.NullMarked;
