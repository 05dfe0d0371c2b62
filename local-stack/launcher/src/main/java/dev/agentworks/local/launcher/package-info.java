/** Starts, watches and stops the whole suite on one machine. */
@NullMarked
package dev.agentworks.local.launcher;

import org.jspecify.annotations.NullMarked;
