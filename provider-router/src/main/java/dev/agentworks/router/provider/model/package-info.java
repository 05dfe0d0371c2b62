/**
 * The neutral language of requests and responses, which no vendor speaks and all are translated to.
 */
@NamedInterface("model")
@NullMarked
package dev.agentworks.router.provider.model;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
