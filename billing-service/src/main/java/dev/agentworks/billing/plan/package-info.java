/**
 * What a workspace pays for: plans and subscriptions. A plan is data, a JPA entity that the service
 * only reads; a subscription says from day to day which plan a workspace has. Days are UTC. The
 * markups of many workspaces at once are SQL.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"money", "workspace"})
package dev.agentworks.billing.plan;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
