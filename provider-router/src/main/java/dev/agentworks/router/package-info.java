/** One API over many model providers, at most one call per key. */
@NullMarked
package dev.agentworks.router;

import org.jspecify.annotations.NullMarked;
