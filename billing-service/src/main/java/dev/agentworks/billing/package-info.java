/** Billing: what was used, once, and what it comes to. */
@NullMarked
package dev.agentworks.billing;

import org.jspecify.annotations.NullMarked;
