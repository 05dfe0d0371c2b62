/** Log lines as JSON, as Cloud Logging reads them. */
@NullMarked
package dev.agentworks.starter.logging;

import org.jspecify.annotations.NullMarked;
