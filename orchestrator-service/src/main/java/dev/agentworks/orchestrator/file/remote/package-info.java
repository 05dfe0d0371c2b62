/** Pushes cards' branches to a repository of the customer's, and opens pull requests there. */
@NullMarked
package dev.agentworks.orchestrator.file.remote;

import org.jspecify.annotations.NullMarked;
