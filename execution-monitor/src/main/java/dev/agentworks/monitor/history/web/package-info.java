/** The lines of a run over HTTP. */
@NullMarked
package dev.agentworks.monitor.history.web;

import org.jspecify.annotations.NullMarked;
