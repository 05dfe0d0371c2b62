/** What happens on the boards of a workspace, as a live feed that can be resumed. */
@NullMarked
package dev.agentworks.gateway.boardfeed;

import org.jspecify.annotations.NullMarked;
