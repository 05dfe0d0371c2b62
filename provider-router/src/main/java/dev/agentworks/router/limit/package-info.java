/** How often each key may ask each model, counted by all instances together. */
@NullMarked
package dev.agentworks.router.limit;

import org.jspecify.annotations.NullMarked;
