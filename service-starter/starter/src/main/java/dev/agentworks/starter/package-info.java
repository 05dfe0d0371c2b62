/** Behaviour that every service shares; it knows no noun of the product. */
@NullMarked
package dev.agentworks.starter;

import org.jspecify.annotations.NullMarked;
