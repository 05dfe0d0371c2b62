/** The HTTP routes of a workspace's own keys. */
@NullMarked
package dev.agentworks.router.credential.web;

import org.jspecify.annotations.NullMarked;
