/** What an agent may do, one class a tool: its schema, and what a call changes or answers. */
@NullMarked
package dev.agentworks.orchestrator.tool;

import org.jspecify.annotations.NullMarked;
