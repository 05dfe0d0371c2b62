/** Tests of server-sent events. */
@NullMarked
package dev.agentworks.starter.sse;

import org.jspecify.annotations.NullMarked;
