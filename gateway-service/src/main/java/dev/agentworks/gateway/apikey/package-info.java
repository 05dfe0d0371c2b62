/** Authenticates programs by the API key of a workspace, within the key's scopes. */
@NullMarked
package dev.agentworks.gateway.apikey;

import org.jspecify.annotations.NullMarked;
