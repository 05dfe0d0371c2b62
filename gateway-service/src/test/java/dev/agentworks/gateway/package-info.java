/**
 * The gateway as its clients meet it: over HTTP and WebSockets, with small honest services behind.
 */
@NullMarked
package dev.agentworks.gateway;

import org.jspecify.annotations.NullMarked;
