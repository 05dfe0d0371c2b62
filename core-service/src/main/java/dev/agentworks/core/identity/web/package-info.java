/** People and sessions over HTTP, for the gateway. */
@NullMarked
package dev.agentworks.core.identity.web;

import org.jspecify.annotations.NullMarked;
