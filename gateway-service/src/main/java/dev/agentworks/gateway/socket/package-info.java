/** How a WebSocket is let in, and how it is cut off when its person may no longer have it. */
@NullMarked
package dev.agentworks.gateway.socket;

import org.jspecify.annotations.NullMarked;
