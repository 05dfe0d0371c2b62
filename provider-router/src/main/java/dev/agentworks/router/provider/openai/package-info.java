/** Chat Completions as OpenAI speaks them. */
@NullMarked
package dev.agentworks.router.provider.openai;

import org.jspecify.annotations.NullMarked;
