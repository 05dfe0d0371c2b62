/** The public API of runs. */
@NullMarked
package dev.agentworks.orchestrator.run.web;

import org.jspecify.annotations.NullMarked;
