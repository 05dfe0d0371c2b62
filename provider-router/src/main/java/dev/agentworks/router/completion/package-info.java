/** The API of completions: by key, streamed or whole, and cancelled. */
@NullMarked
package dev.agentworks.router.completion;

import org.jspecify.annotations.NullMarked;
