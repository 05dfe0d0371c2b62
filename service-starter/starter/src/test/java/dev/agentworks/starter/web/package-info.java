/** Tests of what servlet services share about requests. */
@NullMarked
package dev.agentworks.starter.web;

import org.jspecify.annotations.NullMarked;
