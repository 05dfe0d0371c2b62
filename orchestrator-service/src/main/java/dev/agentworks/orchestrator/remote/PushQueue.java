package dev.agentworks.orchestrator.remote;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The branches to be pushed: one row each, until the remote has the branch. */
@Component
public class PushQueue {

    private static final String CLAIM = "10 minutes";

    private final JdbcClient jdbc;

    PushQueue(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Call it in the transaction that moves the branch. Does nothing for a project without remote.
     */
    @Transactional
    public void enqueue(UUID project, String branch, String title, String body) {
        jdbc.sql(
                        """
                        insert into branch_push (project_id, branch, title, body)
                        select project_id, :branch, :title, :body from remote
                        where project_id = :project and url is not null
                        on conflict (project_id, branch) do update
                        set title = :title, body = :body, revision = branch_push.revision + 1, attempts = 0, due_at = now()
                        """)
                .param("project", project)
                .param("branch", branch)
                .param("title", title)
                .param("body", body)
                .update();
    }

    /** The next push that is due; no other worker gets it for as long as the claim lasts. */
    @Transactional
    Optional<Push> claim() {
        return jdbc.sql(
                        """
                        update branch_push set attempts = attempts + 1, due_at = now() + interval '%s'
                        where (project_id, branch) = (
                            select project_id, branch from branch_push where due_at <= now()
                            order by due_at limit 1 for update skip locked)
                        returning *
                        """
                                .formatted(CLAIM))
                .query((row, _) ->
                        new Push(
                                row.getObject("project_id", UUID.class),
                                row.getString("branch"),
                                row.getString("title"),
                                row.getString("body"),
                                row.getLong("revision"),
                                row.getInt("attempts")))
                .optional();
    }

    /** Removes the push, unless the branch was enqueued again meanwhile. */
    @Transactional
    void remove(Push push) {
        jdbc.sql(
                        """
                        delete from branch_push
                        where project_id = :project and branch = :branch and revision = :revision
                        """)
                .param("project", push.project())
                .param("branch", push.branch())
                .param("revision", push.revision())
                .update();
    }

    @Transactional
    void retryAfter(Push push, Duration pause) {
        jdbc.sql(
                        """
                        update branch_push set due_at = now() + make_interval(secs => :pause)
                        where project_id = :project and branch = :branch and revision = :revision
                        """)
                .param("pause", pause.toMillis() / 1000.0)
                .param("project", push.project())
                .param("branch", push.branch())
                .param("revision", push.revision())
                .update();
    }

    /** Keeps the push until the remote is changed or the branch is enqueued again. */
    @Transactional
    void park(Push push) {
        jdbc.sql(
                        """
                        update branch_push set due_at = 'infinity'
                        where project_id = :project and branch = :branch and revision = :revision
                        """)
                .param("project", push.project())
                .param("branch", push.branch())
                .param("revision", push.revision())
                .update();
    }

    /** One branch to push; title and body are those of its pull request. */
    record Push(
            UUID project, String branch, String title, String body, long revision, int attempts) {}
}
