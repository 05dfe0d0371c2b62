/** The mail server of the local stack: keeps what the services send and shows it on a page. */
@NullMarked
package dev.agentworks.local.launcher.mailbox;

import org.jspecify.annotations.NullMarked;
