/**
 * The way of one call: chosen, permitted, attempted, tried again or elsewhere, and written down.
 */
@NullMarked
package dev.agentworks.router.call;

import org.jspecify.annotations.NullMarked;
