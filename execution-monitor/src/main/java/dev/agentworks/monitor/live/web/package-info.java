/** The handshake of a terminal. */
@NullMarked
package dev.agentworks.monitor.live.web;

import org.jspecify.annotations.NullMarked;
