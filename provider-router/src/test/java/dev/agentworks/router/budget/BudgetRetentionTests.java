package dev.agentworks.router.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.router.completion.VendorStubTest;
import dev.agentworks.starter.test.RetentionRules;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

class BudgetRetentionTests extends VendorStubTest {
    @Autowired private ApplicationContext context;

    @Test
    void budgetsOfRunsThatAreLongOverAreForgottenAndNoOthers() {
        var workspace = UUID.randomUUID();
        budget(workspace, "RUN", 100, "0");
        budget(workspace, "RUN", 100, "1");
        budget(workspace, "RUN", 80, "0");
        budget(workspace, "CARD", 100, "0");
        budget(workspace, "WORKSPACE", 100, "0");

        new RetentionRules(context).forget("run-budgets", Duration.ofDays(90), 1000);

        assertThat(
                        jdbc.sql(
                                        """
                                        select scope || ' ' || round(extract(epoch from now() - updated_at) / 86400) || ' ' || held::integer
                                        from budget where workspace_id = ? order by 1
                                        """)
                                .param(workspace)
                                .query((row, _) -> row.getString(1))
                                .list())
                .containsExactly("CARD 100 0", "RUN 100 1", "RUN 80 0", "WORKSPACE 100 0");
    }

    private void budget(UUID workspace, String scope, int daysAgo, String held) {
        jdbc.sql(
                        """
                        insert into budget (scope, id, workspace_id, period, period_start, held, updated_at, reseed_at)
                        values (?, gen_random_uuid(), ?, 'TOTAL', now(), ?::numeric, now() - make_interval(days => ?),
                                now() + interval '1 day')
                        """)
                .params(scope, workspace, held, daysAgo)
                .update();
    }
}
