/**
 * The customer behind a workspace: whom invoices are addressed to, how long a month waits for late
 * calls, and which taxes are in force. The particulars are a JPA entity, taxes are read by SQL.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"workspace"})
package dev.agentworks.billing.customer;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
