package dev.agentworks.billing.report;

import dev.agentworks.billing.workspace.WorkspaceAccess;
import dev.agentworks.starter.servicetoken.ActingUser;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What cards cost, lane by lane, from the rows of which invoices are made. */
@Component
public class LaneLedger {
    private final JdbcClient jdbc;
    private final WorkspaceAccess access;

    LaneLedger(JdbcClient jdbc, WorkspaceAccess access) {
        this.jdbc = jdbc;
        this.access = access;
    }

    /** In the order of the visits; a card without a call has none. */
    public List<LaneVisitCost> of(ActingUser user, UUID workspace, UUID card) {
        return access.asMember(
                user,
                workspace,
                () ->
                        jdbc.sql(
                                        """
                                        select lane, lane_visit, count(distinct run_id) as runs, sum(calls) as calls,
                                               sum(failed_calls) as failed_calls, sum(input_tokens) as input_tokens,
                                               sum(output_tokens) as output_tokens, sum(cost) as cost, sum(price) as price
                                          from billable_usage where workspace_id = ? and card_id = ?
                                         group by lane, lane_visit order by lane_visit nulls last, lane nulls last
                                        """)
                                .params(workspace, card)
                                .query((row, _) ->
                                        new LaneVisitCost(
                                                row.getObject("lane", Integer.class),
                                                row.getObject("lane_visit", Integer.class),
                                                row.getLong("runs"),
                                                row.getLong("calls"),
                                                row.getLong("failed_calls"),
                                                row.getLong("input_tokens"),
                                                row.getLong("output_tokens"),
                                                row.getBigDecimal("cost"),
                                                row.getBigDecimal("price")))
                                .list());
    }
}
