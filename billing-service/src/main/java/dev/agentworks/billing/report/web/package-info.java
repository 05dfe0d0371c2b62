/** The reports over HTTP. */
@NullMarked
package dev.agentworks.billing.report.web;

import org.jspecify.annotations.NullMarked;
