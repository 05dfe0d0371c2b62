/**
 * Which key opens a vendor for a call: several of ours, each with a health of its own, or the
 * customer's.
 */
@NullMarked
package dev.agentworks.router.credential;

import org.jspecify.annotations.NullMarked;
