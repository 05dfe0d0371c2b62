/** The public door: OpenAI's API for a workspace's own programs, whoever answers behind it. */
@NullMarked
package dev.agentworks.router.v1;

import org.jspecify.annotations.NullMarked;
