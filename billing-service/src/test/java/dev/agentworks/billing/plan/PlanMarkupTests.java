package dev.agentworks.billing.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.billing.TestUsage;
import dev.agentworks.billing.usage.TestWriter;
import dev.agentworks.billing.workspace.WorkspaceAccess;
import dev.agentworks.events.usage.UsageEvent;
import dev.agentworks.starter.identifier.Uuids;
import dev.agentworks.starter.test.ServiceTest;
import java.math.BigDecimal;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

@ServiceTest(service = "billing")
class PlanMarkupTests {
    @Autowired ApplicationContext context;
    @Autowired Environment environment;
    @Autowired WorkspaceAccess access;
    @Autowired JdbcClient jdbc;
    private final TestUsage source = TestUsage.aWorkspace();
    private final UUID plan = Uuids.v7();

    @BeforeEach
    void aPlanWithAMarkupOfThreeAndFourInBuild() throws SQLException {
        // plans are data of operators: the service itself may not make one
        try (var connection =
                        DriverManager.getConnection(
                                environment.getRequiredProperty("spring.flyway.url"),
                                environment.getRequiredProperty("spring.flyway.user"),
                                environment.getRequiredProperty("spring.flyway.password"));
                var statement =
                        connection.prepareStatement(
                                """
                                insert into plan (id, code, plan_version, name, flat_fee, seats_included, seat_fee, allowance,
                                       markup, lane_markups, minimum, own_key_fee, trial_days, offered)
                                values (?, ?, 1, 'Agreed', 0, 1, 0, 0, 3, '{"5":"4"}', 0, 0, 0, false)
                                """)) {
            statement.setObject(1, plan);
            statement.setString(2, "agreed-" + plan);
            statement.executeUpdate();
        }
        access.asPlatform(
                source.workspace(),
                () ->
                        jdbc.sql(
                                        """
                                        insert into subscription (id, workspace_id, plan_id, seats, starts_on, created_at, version)
                                        values (gen_random_uuid(), ?, ?, 1, '2026-03-10', now(), 0)
                                        """)
                                .params(source.workspace(), plan)
                                .update());
    }

    @Test
    void aCallIsRatedByThePlanOfItsDayAndOfItsLane() {
        var before = call("2026-03-09T23:59:59Z", null);
        var after = call("2026-03-10T00:00:00Z", null);
        var inBuild = call("2026-03-10T00:00:00Z", 5);

        TestWriter.of(context).write(List.of(before, after, inBuild, before, inBuild));

        assertThat(price(before)).isEqualByComparingTo("5");
        assertThat(price(after)).isEqualByComparingTo("3");
        assertThat(price(inBuild)).isEqualByComparingTo("4");
    }

    @Test
    void aCallThatIsToldAgainKeepsItsPriceAndIsNoConflict() {
        var call = call("2026-03-12T00:00:00Z", null);
        TestWriter.of(context).write(List.of(call));
        access.asPlatform(
                source.workspace(),
                () -> jdbc.sql("update subscription set ends_on = '2026-03-11'").update());

        TestWriter.of(context).write(List.of(call));

        assertThat(price(call)).isEqualByComparingTo("3");
        assertThat(
                        access.<Long>asPlatform(
                                source.workspace(),
                                () ->
                                        jdbc.sql("select count(*) from usage_conflict")
                                                .query(Long.class)
                                                .single()))
                .isZero();
    }

    private UsageEvent call(String at, @Nullable Integer lane) {
        var call = source.call("1", Instant.parse(at));
        return new UsageEvent(
                call.eventId(),
                call.workspaceId(),
                call.projectId(),
                null,
                null,
                call.agentId(),
                call.provider(),
                call.model(),
                call.kind(),
                call.usage(),
                call.cost(),
                call.price(),
                call.markup(),
                call.priceVersion(),
                false,
                call.outcome(),
                call.timestamp(),
                null,
                null,
                lane,
                null,
                null);
    }

    private BigDecimal price(UsageEvent call) {
        return access.<BigDecimal>asPlatform(
                source.workspace(),
                () ->
                        jdbc.sql("select price from usage_event where event_id = ?")
                                .param(call.eventId())
                                .query(BigDecimal.class)
                                .single());
    }
}
