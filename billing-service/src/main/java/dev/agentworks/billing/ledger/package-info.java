/**
 * The general ledger, in double entry: what was earned, what is owed by whom, what was paid before
 * it was used. An account is a JPA entity. Transactions and their entries are SQL: they are
 * appended and never loaded to be changed; the database itself refuses what does not add up to
 * zero.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.agentworks.billing.ledger;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
