/** What operators decide about calls that are not counted, and corrections of those that are. */
@NullMarked
package dev.agentworks.billing.usage.web;

import org.jspecify.annotations.NullMarked;
