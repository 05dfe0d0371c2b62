/** What the emulator promises, asked with Google's own client. */
@NullMarked
package dev.agentworks.local.pubsub;

import org.jspecify.annotations.NullMarked;
