/** The web UI's files, the OpenAPI document and its readable page. */
@NullMarked
package dev.agentworks.gateway.webui;

import org.jspecify.annotations.NullMarked;
