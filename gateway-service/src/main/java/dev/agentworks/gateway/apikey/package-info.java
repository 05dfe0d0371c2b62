/** Lets programs in that show a workspace's API key, within what the key is good for. */
@NullMarked
package dev.agentworks.gateway.apikey;

import org.jspecify.annotations.NullMarked;
