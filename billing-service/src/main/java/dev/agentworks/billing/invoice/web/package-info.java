/** Invoices over HTTP, and the jobs and decisions of operators. */
@NullMarked
package dev.agentworks.billing.invoice.web;

import org.jspecify.annotations.NullMarked;
