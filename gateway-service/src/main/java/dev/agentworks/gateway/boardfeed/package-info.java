/** The events of a workspace's boards as a live feed that a client can resume. */
@NullMarked
package dev.agentworks.gateway.boardfeed;

import org.jspecify.annotations.NullMarked;
