/** Tests of one part of the emulator, without a wire. */
@NullMarked
package dev.agentworks.local.pubsub.journal;

import org.jspecify.annotations.NullMarked;
