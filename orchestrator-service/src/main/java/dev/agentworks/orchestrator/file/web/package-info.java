/** The files of runs and projects over HTTP. */
@NullMarked
package dev.agentworks.orchestrator.file.web;

import org.jspecify.annotations.NullMarked;
