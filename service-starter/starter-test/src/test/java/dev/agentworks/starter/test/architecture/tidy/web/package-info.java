/** Its routes. */
@NullMarked
package dev.agentworks.starter.test.architecture.tidy.web;

import org.jspecify.annotations.NullMarked;
