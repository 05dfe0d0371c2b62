/** The route table: which paths exist, who answers them, and what they ask of the caller. */
@NullMarked
package dev.agentworks.gateway.route;

import org.jspecify.annotations.NullMarked;
