/** Watchers over HTTP. */
@NullMarked
package dev.agentworks.core.watch.web;

import org.jspecify.annotations.NullMarked;
