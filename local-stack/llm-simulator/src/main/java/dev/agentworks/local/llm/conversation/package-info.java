/** A request and its answer, independent of any vendor's format. */
@NullMarked
package dev.agentworks.local.llm.conversation;

import org.jspecify.annotations.NullMarked;
