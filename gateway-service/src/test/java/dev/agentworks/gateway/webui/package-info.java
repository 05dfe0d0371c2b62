@NullMarked
package dev.agentworks.gateway.webui;

import org.jspecify.annotations.NullMarked;
