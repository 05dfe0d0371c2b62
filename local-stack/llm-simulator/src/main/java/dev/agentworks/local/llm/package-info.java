/**
 * A stand-in for the model providers: their wire formats, answers made from the request itself, no
 * network.
 */
@NullMarked
package dev.agentworks.local.llm;

import org.jspecify.annotations.NullMarked;
