package dev.agentworks.core.card;

import dev.agentworks.core.card.CardRow.ActiveRun;
import dev.agentworks.core.card.CardRow.LastRun;
import dev.agentworks.core.gate.VisitRun;
import dev.agentworks.events.run.RunError;
import dev.agentworks.events.run.RunWait;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The runs of a card as its row brings them: those at work, and those of the visit it is in.
 *
 * @param runs in no order
 */
record CardRunsRead(List<Run> runs) {

    static final CardRunsRead NONE = new CardRunsRead(List.of());

    /** The columns of a run, as {@link Run} names them; {@code c} is the card. */
    static final String JSON =
            """
            json_agg(json_build_object('id', r.run_id, 'agent', r.agent_id, 'status', r.status,
                'here', r.lane_visit = c.lane_visit, 'at', (extract(epoch from r.updated_at) * 1000000)::bigint,
                'approvedBy', r.approved_by, 'risk', r.risk,
                'waitingCode', r.waiting_code, 'waitingDetail', r.waiting_detail,
                'errorCode', r.error_code, 'errorMessage', r.error_message,
                'repeated', exists (select from card_run n where n.retry_of = r.run_id),
                'repeatedHere', exists (
                    select from card_run n where n.retry_of = r.run_id and n.lane_visit = r.lane_visit)))
            """;

    /** Which runs of a card are read. */
    static final String WANTED =
            """
            (r.lane_visit = c.lane_visit or r.status not in ('COMPLETED', 'FAILED', 'CANCELLED', 'PARKED'))
            """;

    /**
     * A run.
     *
     * @param here whether it belongs to the visit the card is in
     * @param at microseconds since 1970
     * @param repeated whether another run stands for it
     * @param repeatedHere whether one of the same visit does
     */
    record Run(
            UUID id,
            String agent,
            String status,
            boolean here,
            long at,
            @Nullable String approvedBy,
            @Nullable String risk,
            @Nullable String waitingCode,
            @Nullable String waitingDetail,
            @Nullable String errorCode,
            @Nullable String errorMessage,
            boolean repeated,
            boolean repeatedHere) {

        private VisitRun judged() {
            return new VisitRun(id, agent, status, approvedBy, risk);
        }

        private int readiness() {
            return switch (status) {
                case "RUNNING" -> 0;
                case "QUEUED" -> 2;
                default -> 1;
            };
        }

        // as the database compares ids: by their digits
        private String order() {
            return id.toString();
        }
    }

    /** The one at work before all others. */
    @Nullable ActiveRun active() {
        return runs.stream()
                .filter(run -> !run.judged().ended())
                .min(Comparator.comparingInt(Run::readiness).thenComparingLong(Run::at))
                .map(run -> new ActiveRun(run.id(), run.agent(), run.status(), waitingFor(run)))
                .orElse(null);
    }

    /** The one of this visit that ended last and for which no other stands. */
    @Nullable LastRun last() {
        return runs.stream()
                .filter(run -> run.here() && run.judged().ended() && !run.repeated())
                .max(Comparator.comparingLong(Run::at).thenComparing(Run::order))
                .map(run -> new LastRun(run.id(), run.agent(), run.status(), error(run)))
                .orElse(null);
    }

    /** Those that count for this visit: each stands for those it repeats. */
    List<VisitRun> ofVisit() {
        return runs.stream()
                .filter(run -> run.here() && !run.repeatedHere())
                .sorted(Comparator.comparing(Run::agent).thenComparing(Run::order))
                .map(Run::judged)
                .toList();
    }

    private static @Nullable RunWait waitingFor(Run run) {
        var code = run.waitingCode();
        return code == null
                ? null
                : new RunWait(code, Objects.requireNonNullElse(run.waitingDetail(), ""));
    }

    private static @Nullable RunError error(Run run) {
        var code = run.errorCode();
        return code == null
                ? null
                : new RunError(code, Objects.requireNonNullElse(run.errorMessage(), ""));
    }
}
