/** Tests of the digests. */
@NullMarked
package dev.agentworks.starter.digest;

import org.jspecify.annotations.NullMarked;
