/**
 * What a service is tested with: the real engines, embedded, and the means to look and to steer.
 */
@NullMarked
package dev.agentworks.starter.test;

import org.jspecify.annotations.NullMarked;
