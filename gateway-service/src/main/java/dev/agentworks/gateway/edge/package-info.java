/** What every answer has in common: request ids, security headers, origins, the size of bodies. */
@NullMarked
package dev.agentworks.gateway.edge;

import org.jspecify.annotations.NullMarked;
