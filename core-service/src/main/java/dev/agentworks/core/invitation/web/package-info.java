/** Invitations over HTTP: for those who send them, and for those who got one. */
@NullMarked
package dev.agentworks.core.invitation.web;

import org.jspecify.annotations.NullMarked;
