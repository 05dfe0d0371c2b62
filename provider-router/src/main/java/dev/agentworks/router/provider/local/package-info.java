/** A small embedding model in this process: it needs no network, no key and no money. */
@NullMarked
package dev.agentworks.router.provider.local;

import org.jspecify.annotations.NullMarked;
