/** Checklists over HTTP. */
@NullMarked
package dev.agentworks.core.checklist.web;

import org.jspecify.annotations.NullMarked;
