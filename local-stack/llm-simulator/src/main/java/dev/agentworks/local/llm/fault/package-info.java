/** The faults that a caller can ask for. */
@NullMarked
package dev.agentworks.local.llm.fault;

import org.jspecify.annotations.NullMarked;
