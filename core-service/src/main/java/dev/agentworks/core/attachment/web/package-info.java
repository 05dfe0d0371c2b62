/** Attachments over HTTP. */
@NullMarked
package dev.agentworks.core.attachment.web;

import org.jspecify.annotations.NullMarked;
