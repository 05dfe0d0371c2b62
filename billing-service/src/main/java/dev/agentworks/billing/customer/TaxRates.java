package dev.agentworks.billing.customer;

import java.time.LocalDate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The taxes that are in force; data, kept by operators. */
@Component
class TaxRates {
    private final JdbcClient jdbc;

    TaxRates(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What a customer is taxed on a day; nothing where no rate is kept for its country. */
    Tax of(BillingProfile customer, LocalDate day) {
        if (customer.isTaxExempt() || customer.country() == null) {
            return Tax.NONE;
        }
        return jdbc.sql(
                        """
                        select name, rate from tax_rate
                         where country = :country and valid_from <= :day and (valid_to is null or valid_to > :day)
                         order by valid_from desc limit 1
                        """)
                .param("country", customer.country())
                .param("day", day)
                .query((row, _) -> new Tax(row.getString("name"), row.getBigDecimal("rate")))
                .optional()
                .orElse(Tax.NONE);
    }
}
