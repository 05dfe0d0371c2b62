/** What a model call used, and what it costs. */
@NullMarked
package dev.agentworks.events.usage;

import org.jspecify.annotations.NullMarked;
