/** What became of each key: reserved, dispatched, and its one outcome. */
@NullMarked
package dev.agentworks.router.ledger;

import org.jspecify.annotations.NullMarked;
