/** Generated content as Gemini speaks it. */
@NullMarked
package dev.agentworks.router.provider.google;

import org.jspecify.annotations.NullMarked;
