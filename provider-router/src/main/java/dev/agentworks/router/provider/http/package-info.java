/**
 * Sends one request to a vendor over HTTP, reads its response, and stops it when it takes too long.
 */
@NamedInterface("http")
@NullMarked
package dev.agentworks.router.provider.http;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
