/** The HTTP routes of completions and embeddings by key. */
@NullMarked
package dev.agentworks.router.completion.web;

import org.jspecify.annotations.NullMarked;
