/** What a sensible model would do next for each of the product's agents. */
@NullMarked
package dev.agentworks.local.llm.agent;

import org.jspecify.annotations.NullMarked;
