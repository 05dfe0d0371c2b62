/** A small service that uses all of the starter. */
@NullMarked
package dev.agentworks.starter.sample;

import org.jspecify.annotations.NullMarked;
