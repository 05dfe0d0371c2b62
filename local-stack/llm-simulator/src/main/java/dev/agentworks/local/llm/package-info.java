/**
 * Simulates the model providers: it speaks their wire formats, derives answers from the request,
 * and needs no network.
 */
@NullMarked
package dev.agentworks.local.llm;

import org.jspecify.annotations.NullMarked;
