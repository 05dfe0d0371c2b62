/** What people do with their accounts: profile, password, address, sessions. */
@NullMarked
package dev.agentworks.gateway.session.account;

import org.jspecify.annotations.NullMarked;
