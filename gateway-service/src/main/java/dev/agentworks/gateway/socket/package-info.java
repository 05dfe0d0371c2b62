/** Authenticates WebSockets and closes them when their user's access ends. */
@NullMarked
package dev.agentworks.gateway.socket;

import org.jspecify.annotations.NullMarked;
