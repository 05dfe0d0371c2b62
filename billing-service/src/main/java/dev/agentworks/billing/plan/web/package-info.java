/** Plans and subscriptions over HTTP. */
@NullMarked
package dev.agentworks.billing.plan.web;

import org.jspecify.annotations.NullMarked;
