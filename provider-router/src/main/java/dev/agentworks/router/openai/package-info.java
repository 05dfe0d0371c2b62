/** The OpenAI-compatible API for a workspace's own programs, whichever vendor answers. */
@NullMarked
package dev.agentworks.router.openai;

import org.jspecify.annotations.NullMarked;
