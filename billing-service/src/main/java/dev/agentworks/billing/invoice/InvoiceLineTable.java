package dev.agentworks.billing.invoice;

import dev.agentworks.billing.money.MinorUnits;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The lines of invoices: appended when one is issued, then only read. */
@Component
class InvoiceLineTable {
    private static final int BATCH = 500;

    private final JdbcTemplate template;
    private final JdbcClient jdbc;

    InvoiceLineTable(JdbcTemplate template, JdbcClient jdbc) {
        this.template = template;
        this.jdbc = jdbc;
    }

    void append(UUID invoice, UUID workspace, InvoiceDraft draft) {
        template.batchUpdate(
                """
                insert into invoice_line (invoice_id, number, workspace_id, kind, description, project_id, card_id, run_id,
                       agent_id, lane, lane_visit, service_month, quantity, exact, amount_minor)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                IntStream.range(0, draft.lines().size()).boxed().toList(),
                BATCH,
                (statement, index) -> {
                    var line = draft.lines().get(index);
                    statement.setObject(1, invoice);
                    statement.setInt(2, index + 1);
                    statement.setObject(3, workspace);
                    statement.setString(4, line.kind().name());
                    statement.setString(5, line.description());
                    statement.setObject(6, line.projectId(), Types.OTHER);
                    statement.setObject(7, line.cardId(), Types.OTHER);
                    statement.setObject(8, line.runId(), Types.OTHER);
                    statement.setString(9, line.agentId());
                    statement.setObject(10, line.lane(), Types.SMALLINT);
                    statement.setObject(11, line.laneVisit(), Types.INTEGER);
                    statement.setObject(12, line.serviceMonth());
                    statement.setLong(13, line.quantity());
                    statement.setBigDecimal(14, line.exact());
                    statement.setLong(15, draft.minor().get(index));
                });
    }

    List<InvoiceLineView> of(UUID invoice, int after, int most) {
        return jdbc.sql(
                        """
                        select * from invoice_line where invoice_id = ? and number > ? order by number limit ?
                        """)
                .params(invoice, after, most)
                .query(InvoiceLineTable::line)
                .list();
    }

    private static InvoiceLineView line(ResultSet row, int index) throws SQLException {
        return new InvoiceLineView(
                row.getInt("number"),
                LineKind.valueOf(row.getString("kind")),
                row.getString("description"),
                row.getObject("project_id", UUID.class),
                row.getObject("card_id", UUID.class),
                row.getObject("run_id", UUID.class),
                row.getString("agent_id"),
                row.getObject("lane", Integer.class),
                row.getObject("lane_visit", Integer.class),
                YearMonth.from(row.getObject("service_month", LocalDate.class)),
                row.getLong("quantity"),
                row.getBigDecimal("exact"),
                MinorUnits.amount(row.getLong("amount_minor")));
    }
}
