package dev.agentworks.core.rank;

import java.util.function.Supplier;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs a move in a transaction of its own, and again when another move took the same place. The
 * random end of a rank makes a second clash most unlikely.
 */
@Component
public class MoveTransaction {

    private static final int ATTEMPTS = 8;

    private final TransactionTemplate transaction;

    MoveTransaction(TransactionTemplate transaction) {
        this.transaction = transaction;
    }

    /**
     * @throws DuplicateKeyException when every attempt met another move at its place
     * @throws PessimisticLockingFailureException when every attempt waited in a circle
     */
    public <T> T execute(Supplier<T> move) {
        for (var attempt = 1; ; attempt++) {
            try {
                return transaction.execute(_ -> move.get());
            } catch (DuplicateKeyException | PessimisticLockingFailureException clash) {
                if (attempt == ATTEMPTS) {
                    throw clash;
                }
            }
        }
    }
}
