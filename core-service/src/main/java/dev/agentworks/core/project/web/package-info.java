/** Projects over HTTP. */
@NullMarked
package dev.agentworks.core.project.web;

import org.jspecify.annotations.NullMarked;
