/** The embedded Redis. */
@NullMarked
package dev.agentworks.local.launcher.cache;

import org.jspecify.annotations.NullMarked;
