/** Lane visits over HTTP. */
@NullMarked
package dev.agentworks.core.lanevisit.web;

import org.jspecify.annotations.NullMarked;
