/** TerminalRegistry: every socket reads the history from its own position. */
@NullMarked
package dev.agentworks.monitor.live;

import org.jspecify.annotations.NullMarked;
