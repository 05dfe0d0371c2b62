package dev.agentworks.orchestrator.access;

import dev.agentworks.starter.servicetoken.ActingUser;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Runs work in one transaction in the name of a person. */
@Component
public class UserTransactions {

    private final TransactionTemplate transaction;

    UserTransactions(TransactionTemplate transaction) {
        this.transaction = transaction;
    }

    /** The database shows only the rows of the person's workspaces. */
    public <T> T call(ActingUser user, Supplier<T> work) {
        return UserScope.call(user, () -> transaction.execute(_ -> work.get()));
    }
}
