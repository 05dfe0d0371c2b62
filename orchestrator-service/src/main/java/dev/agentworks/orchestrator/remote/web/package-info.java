/** The remote of a project over HTTP. */
@NullMarked
package dev.agentworks.orchestrator.remote.web;

import org.jspecify.annotations.NullMarked;
