/** Tests of the threads for computations. */
@NullMarked
package dev.agentworks.starter.compute;

import org.jspecify.annotations.NullMarked;
