/** Tests of how people sign in. */
@NullMarked
package dev.agentworks.gateway.session.web;

import org.jspecify.annotations.NullMarked;
