/** Programs that measure the running suite from outside, through its public API. */
@NullMarked
package dev.agentworks.benchmarks;

import org.jspecify.annotations.NullMarked;
