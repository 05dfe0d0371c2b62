/** Agents over HTTP. */
@NullMarked
package dev.agentworks.orchestrator.agent.web;

import org.jspecify.annotations.NullMarked;
