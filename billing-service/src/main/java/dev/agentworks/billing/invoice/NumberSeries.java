package dev.agentworks.billing.invoice;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Numbers without a gap. The row of a series stays locked until the transaction ends, so a number
 * is taken as its last act but one, and given back when it fails.
 */
@Component
class NumberSeries {
    private final JdbcClient jdbc;

    NumberSeries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public String nextInvoice() {
        return "AW-%08d".formatted(next("INVOICE"));
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public String nextCreditNote() {
        return "AW-C-%08d".formatted(next("CREDIT_NOTE"));
    }

    private long next(String series) {
        return jdbc.sql(
                        "update number_series set next = next + 1 where series = ? returning next - 1")
                .param(series)
                .query(Long.class)
                .single();
    }
}
