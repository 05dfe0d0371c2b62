/**
 * The route table: which paths exist, which service answers them, and how the caller is
 * authenticated.
 */
@NullMarked
package dev.agentworks.gateway.route;

import org.jspecify.annotations.NullMarked;
