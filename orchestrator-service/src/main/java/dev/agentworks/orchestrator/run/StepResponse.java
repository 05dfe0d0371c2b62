package dev.agentworks.orchestrator.run;

import dev.agentworks.events.Moment;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;

/** A step as people see it. */
record StepResponse(
        String path,
        String kind,
        String state,
        int attempts,
        int reissues,
        @Moment Instant startedAt,
        @Moment @Nullable Instant finishedAt) {

    static final RowMapper<StepResponse> ROW =
            (row, _) ->
                    new StepResponse(
                            row.getString("step_path"),
                            row.getString("kind"),
                            row.getString("state"),
                            row.getInt("attempts"),
                            row.getInt("reissue_no"),
                            Objects.requireNonNull(RunRowMapper.instant(row, "started_at")),
                            RunRowMapper.instant(row, "done_at"));
}
