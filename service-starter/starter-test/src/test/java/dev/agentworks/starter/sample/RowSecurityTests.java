package dev.agentworks.starter.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentworks.starter.identifier.Uuids;
import dev.agentworks.starter.tenancy.DatabaseSubject;
import dev.agentworks.starter.tenancy.TenantScope;
import dev.agentworks.starter.test.ServiceTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

@ServiceTest(service = "sample")
class RowSecurityTests {
    @Autowired JdbcTemplate jdbc;
    @Autowired TransactionTemplate transactions;

    @Test
    void showsATenantItsOwnRowsAndNobodyAny() {
        as("one", () -> write("one", "a"));
        as("two", () -> write("two", "b"));

        assertThat((String) as("one", this::texts)).isEqualTo("a");
        assertThat((String) as("two", this::texts)).isEqualTo("b");
        assertThat((String) transactions.execute(_ -> texts())).isNull();
        assertThat(texts()).isNull();
    }

    @Test
    void refusesARowOfAnotherTenant() {
        assertThatThrownBy(() -> as("one", () -> write("two", "c")))
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .hasMessageContaining("row-level security");
    }

    @Test
    void refusesTheServiceToChangeItsTables() {
        assertThatThrownBy(() -> jdbc.execute("alter table note disable row level security"))
                .rootCause()
                .hasMessageContaining("must be owner");
    }

    private <T extends @Nullable Object> T as(String tenant, java.util.function.Supplier<T> work) {
        return TenantScope.call(
                DatabaseSubject.tenant(tenant), () -> transactions.execute(_ -> work.get()));
    }

    private int write(String tenant, String text) {
        return jdbc.update("insert into note values (?, ?, ?)", Uuids.v7(), tenant, text);
    }

    private @Nullable String texts() {
        return jdbc.queryForObject("select string_agg(text, ',') from note", String.class);
    }
}
