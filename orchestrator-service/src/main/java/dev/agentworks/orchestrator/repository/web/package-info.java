/** The files of projects over HTTP. */
@NullMarked
package dev.agentworks.orchestrator.repository.web;

import org.jspecify.annotations.NullMarked;
