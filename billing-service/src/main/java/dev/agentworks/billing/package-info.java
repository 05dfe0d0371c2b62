/** Billing: records the usage of model calls, each once, and reports what it costs. */
@NullMarked
package dev.agentworks.billing;

import org.jspecify.annotations.NullMarked;
