/** What becomes a usage event. */
@NullMarked
package dev.agentworks.router.usage;

import org.jspecify.annotations.NullMarked;
