package dev.agentworks.core.identity;

import dev.agentworks.starter.tenancy.DatabaseSubject;
import dev.agentworks.starter.tenancy.TenantScope;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Transactions in the scope of a person who has not signed in, or does so just now. */
@Component
class PersonTransaction {

    private final TransactionTemplate transaction;

    PersonTransaction(TransactionTemplate transaction) {
        this.transaction = transaction;
    }

    <T> T call(UserId person, Supplier<T> work) {
        return TenantScope.call(
                DatabaseSubject.user(person.toString()),
                () -> Objects.requireNonNull(transaction.execute(_ -> work.get())));
    }
}
