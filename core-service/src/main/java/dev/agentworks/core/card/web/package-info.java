/** Cards over HTTP. */
@NullMarked
package dev.agentworks.core.card.web;

import org.jspecify.annotations.NullMarked;
