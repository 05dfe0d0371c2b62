/** The simulator as its callers meet it. */
@NullMarked
package dev.agentworks.local.llm;

import org.jspecify.annotations.NullMarked;
