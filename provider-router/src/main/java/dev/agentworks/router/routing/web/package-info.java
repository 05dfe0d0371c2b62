/** The HTTP routes of providers and of projects' routing rules. */
@NullMarked
package dev.agentworks.router.routing.web;

import org.jspecify.annotations.NullMarked;
