/** What can be made to go wrong on purpose. */
@NullMarked
package dev.agentworks.local.llm.fault;

import org.jspecify.annotations.NullMarked;
