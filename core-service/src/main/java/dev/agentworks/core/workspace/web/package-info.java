/** Workspaces over HTTP. */
@NullMarked
package dev.agentworks.core.workspace.web;

import org.jspecify.annotations.NullMarked;
