/** The HTTP routes of budgets. */
@NullMarked
package dev.agentworks.router.budget.web;

import org.jspecify.annotations.NullMarked;
