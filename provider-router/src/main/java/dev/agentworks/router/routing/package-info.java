/** Which provider and model answer a request, and whether they may be asked now. */
@NullMarked
package dev.agentworks.router.routing;

import org.jspecify.annotations.NullMarked;
