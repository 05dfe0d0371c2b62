/** API keys over HTTP: for people who manage them, and for the gateway that is shown one. */
@NullMarked
package dev.agentworks.core.apikey.web;

import org.jspecify.annotations.NullMarked;
