/**
 * Changes of many cards at once, each judged and committed as if it came alone. Speaks SQL: what
 * was done under a key is a row or none.
 */
@NullMarked
package dev.agentworks.core.card.bulk;

import org.jspecify.annotations.NullMarked;
