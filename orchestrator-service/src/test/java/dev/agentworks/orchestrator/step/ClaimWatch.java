package dev.agentworks.orchestrator.step;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.springframework.core.env.Environment;

/**
 * Sees every claim as the database does: at the moment a waiting run is taken, whether a more
 * urgent one of its workspace is due and not taken.
 */
final class ClaimWatch {

    private static final String TRIGGER =
            """
            create table if not exists claim_seen (at timestamptz, run_id uuid, owner text, priority int, passed bigint);
            create or replace function see_claim() returns trigger language plpgsql security definer as $$
            begin
                insert into claim_seen
                select clock_timestamp(), new.run_id, new.lease_owner, new.priority, count(*) from run
                where workspace_id = new.workspace_id and run_id <> new.run_id and priority > new.priority
                  and status in ('QUEUED', 'WAITING', 'WAITING_INPUT') and wake_at <= clock_timestamp();
                return new;
            end $$;
            create or replace trigger see_claim before update on run for each row
                when (old.status in ('QUEUED', 'WAITING', 'WAITING_INPUT') and new.lease_epoch > old.lease_epoch)
                execute function see_claim();
            truncate claim_seen;
            """;

    private final Environment environment;

    ClaimWatch(Environment environment) throws SQLException {
        this.environment = environment;
        try (var owner = owner();
                var statement = owner.createStatement()) {
            statement.execute(TRIGGER);
        }
    }

    /** Claims seen, those of them that passed a more urgent run that was due, and by how many. */
    Seen seen() throws SQLException {
        try (var owner = owner();
                var statement = owner.createStatement();
                var rows =
                        statement.executeQuery(
                                "select run_id, owner, priority, passed from claim_seen order by at")) {
            int claims = 0;
            var passing = new ArrayList<String>();
            var owners = new HashSet<String>();
            while (rows.next()) {
                claims++;
                owners.add(rows.getString("owner"));
                if (rows.getLong("passed") > 0) {
                    passing.add(
                            "%s of priority %d passed %d"
                                    .formatted(
                                            rows.getString("run_id"),
                                            rows.getInt("priority"),
                                            rows.getLong("passed")));
                }
            }
            return new Seen(claims, passing, owners.size());
        }
    }

    private Connection owner() throws SQLException {
        return DriverManager.getConnection(
                environment.getRequiredProperty("AGENTWORKS_DATABASE_URL"),
                environment.getRequiredProperty("AGENTWORKS_MIGRATION_USER"),
                environment.getRequiredProperty("AGENTWORKS_MIGRATION_PASSWORD"));
    }

    record Seen(int claims, List<String> passing, int owners) {}
}
