/** The public API of tasks, for programs. */
@NullMarked
package dev.agentworks.orchestrator.task.web;

import org.jspecify.annotations.NullMarked;
