package dev.agentworks.orchestrator.run;

import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import java.util.Arrays;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The commands that came with a key and were done, for a day. */
@Repository
class RunCommands {

    private final JdbcClient jdbc;

    RunCommands(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Whether the command was done before; if not, it is noted with what this transaction does. A
     * second transaction with the same key waits for the end of the first.
     *
     * @throws ProblemException {@code key-reused} when the key came with another command
     */
    @Transactional(propagation = Propagation.MANDATORY)
    boolean isDone(RunCommand command, UUID run) {
        if (command.key() == null) {
            return false;
        }
        jdbc.sql("delete from run_command where done_at < now() - interval '1 day'").update();
        if (note(command, run)) {
            return false;
        }
        var before =
                jdbc.sql("select fingerprint from run_command where id = ?")
                        .param(command.id())
                        .query((row, _) -> row.getBytes(1))
                        .single();
        if (!Arrays.equals(before, command.fingerprint())) {
            throw new ProblemException(
                    CommonError.KEY_REUSED, "This Idempotency-Key was used for another request.");
        }
        return true;
    }

    private boolean note(RunCommand command, UUID run) {
        return jdbc.sql(
                                """
                                insert into run_command (id, run_id, fingerprint) values (?, ?, ?)
                                on conflict do nothing
                                """)
                        .params(command.id(), run, command.fingerprint())
                        .update()
                == 1;
    }
}
