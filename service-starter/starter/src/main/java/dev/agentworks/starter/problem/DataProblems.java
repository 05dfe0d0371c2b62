package dev.agentworks.starter.problem;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;

/** What the database refuses: a race lost, or no database at all. */
final class DataProblems implements ProblemTranslator {
    @Override
    public @Nullable Problem translate(Throwable failure) {
        return switch (failure) {
            case OptimisticLockingFailureException _ ->
                    Problem.of(
                            CommonError.VERSION_CONFLICT,
                            "It was changed while you changed it; read it again.");
            case DataIntegrityViolationException _ ->
                    Problem.of(
                            CommonError.CONFLICT,
                            "It conflicts with something that was saved before.");
            case TransientDataAccessException _,
                    DataAccessResourceFailureException _,
                    CannotCreateTransactionException _ ->
                    Problem.of(
                                    CommonError.UNAVAILABLE,
                                    "The data cannot be reached at the moment; try again.")
                            .withHeader("Retry-After", "1");
            default -> null;
        };
    }
}
