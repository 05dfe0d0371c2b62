/** Usage events in, each once. */
@NullMarked
package dev.agentworks.billing.usage;

import org.jspecify.annotations.NullMarked;
