/** The changes of runs over HTTP. */
@NullMarked
package dev.agentworks.orchestrator.workingcopy.web;

import org.jspecify.annotations.NullMarked;
