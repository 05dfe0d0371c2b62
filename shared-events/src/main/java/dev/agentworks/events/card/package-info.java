/** What happens to cards; spoken by the owner of cards. */
@NullMarked
package dev.agentworks.events.card;

import org.jspecify.annotations.NullMarked;
