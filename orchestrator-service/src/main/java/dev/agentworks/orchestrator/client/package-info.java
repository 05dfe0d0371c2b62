/** Core and the provider router, as the orchestrator needs them. */
@NullMarked
package dev.agentworks.orchestrator.client;

import org.jspecify.annotations.NullMarked;
