/** The customer's particulars over HTTP. */
@NullMarked
package dev.agentworks.billing.customer.web;

import org.jspecify.annotations.NullMarked;
