/** Server-sent events, as the WHATWG's HTML standard describes them. */
@NullMarked
package dev.agentworks.starter.sse;

import org.jspecify.annotations.NullMarked;
