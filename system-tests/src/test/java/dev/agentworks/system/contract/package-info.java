/**
 * Compares the contract with the services: requests that the contract allows and requests that it
 * does not, at random from a seed, and every answer against its description.
 */
@NullMarked
package dev.agentworks.system.contract;

import org.jspecify.annotations.NullMarked;
