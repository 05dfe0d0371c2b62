/**
 * What a workspace paid or was given before it is used. A wallet, its grants and its top-ups are
 * JPA entities with their rules; what was taken of which grant is appended by SQL. Usage is never
 * copied here: a balance is what the grants hold after all that is recorded by now was taken from
 * them.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"ledger", "plan", "usage", "workspace"})
package dev.agentworks.billing.wallet;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
