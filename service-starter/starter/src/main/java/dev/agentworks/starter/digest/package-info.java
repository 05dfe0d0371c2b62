/** Digests of content: keys of stored tokens, fingerprints of requests. */
@NullMarked
package dev.agentworks.starter.digest;

import org.jspecify.annotations.NullMarked;
