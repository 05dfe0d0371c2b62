package dev.agentworks.starter.problem;

import java.sql.SQLException;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.dao.UncategorizedDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionException;

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
                    away();
            case UncategorizedDataAccessException lost when isOfALostConnection(lost) -> away();
            case TransactionException lost when isOfALostConnection(lost) -> away();
            default -> null;
        };
    }

    private static Problem away() {
        return Problem.of(
                        CommonError.UNAVAILABLE,
                        "The data cannot be reached at the moment; try again.")
                .withHeader("Retry-After", "1");
    }

    /**
     * Whether the connection ended in the middle: then neither the commit nor the rollback reaches
     * the database, and Spring tells of that as of any failure of a transaction. The server says so
     * by the classes 08 (connection exception) and 57P (ended by the operator) of its codes; the
     * pool, which has closed the connection by then, by no code at all.
     */
    private static boolean isOfALostConnection(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .filter(SQLException.class::isInstance)
                .map(cause -> ((SQLException) cause).getSQLState())
                .anyMatch(state ->
                        state == null || state.startsWith("08") || state.startsWith("57P"));
    }
}
