/** The feed for the gateway. */
@NullMarked
package dev.agentworks.core.feed.web;

import org.jspecify.annotations.NullMarked;
