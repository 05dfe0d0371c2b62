/** The entry point of the platform: sessions, routes, limits and live connections. */
@NullMarked
package dev.agentworks.gateway;

import org.jspecify.annotations.NullMarked;
