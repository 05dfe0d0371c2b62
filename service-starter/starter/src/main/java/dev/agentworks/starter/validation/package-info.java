/**
 * Makes constraints on text mean what a reader sees: characters are counted, and blank is what
 * shows nothing.
 */
@NullMarked
package dev.agentworks.starter.validation;

import org.jspecify.annotations.NullMarked;
