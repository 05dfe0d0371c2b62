package dev.agentworks.orchestrator.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.orchestrator.FakeBoard;
import dev.agentworks.orchestrator.FakeRouter.Fault;
import dev.agentworks.starter.test.RetentionRules;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpMethod;

class RunRepairTests extends RouteSituations {

    private static final String CAUSES = "/internal/runs/causes";
    private static final String RETRY = "/internal/runs/retry";

    @Autowired ApplicationContext context;

    @Test
    void anOperatorRepeatsAllRunsThatOneCauseMadeFailAndEachOnce() {
        var first = BOARD.card("PRD");
        var second = BOARD.card("PRD");
        var other = BOARD.card("PRD");
        failing(first, "provider-away");
        failing(second, "provider-away");
        failing(other, "too-many-wrong-calls");
        assertThat(operate(HttpMethod.GET, CAUSES, null).body().path("items").valueStream())
                .anySatisfy(item -> {
                    assertThat(item.path("cause").asString()).isEqualTo("provider-away");
                    assertThat(item.path("status").asString()).isEqualTo("FAILED");
                    assertThat(item.path("count").asInt()).isEqualTo(2);
                });

        var answer = operate(HttpMethod.POST, RETRY, "{\"cause\":\"provider-away\"}");

        assertThat(answer.body().path("retried").asInt()).as(answer.toString()).isEqualTo(2);
        awaitStates(first, "PRD FAILED", "PRD COMPLETED");
        awaitStates(second, "PRD FAILED", "PRD COMPLETED");
        assertThat(states(other)).containsExactly("PRD FAILED");
        assertThat(
                        operate(HttpMethod.POST, RETRY, "{\"cause\":\"provider-away\"}")
                                .body()
                                .path("retried")
                                .asInt())
                .isZero();
    }

    @Test
    void anOperatorLetsParkedRunsGoOn() {
        var card = BOARD.card("PRD");
        ROUTER.faults.add(Fault.BUDGET_402);
        created(card);
        awaitStates(card, "PRD PARKED");

        operate(HttpMethod.POST, RETRY, "{\"cause\":\"budget-exceeded\"}");

        awaitStates(card, "PRD COMPLETED");
    }

    @Test
    void onlyOperatorsRepairAndSayWhat() {
        assertThat(post(RETRY, ADMIN, "{\"cause\":\"x\"}").status()).isEqualTo(403);
        assertThat(operate(HttpMethod.POST, RETRY, "{}").status()).isEqualTo(400);
        assertThat(operate(HttpMethod.POST, RETRY, "{\"cause\":\"x\",\"limit\":0}").status())
                .isEqualTo(400);
        assertThat(operate(HttpMethod.GET, CAUSES + "?since=yesterday", null).status())
                .isEqualTo(400);
    }

    @Test
    void stepsOfRunsThatEndedLongAgoAreForgottenAndTheRunsStay() {
        var old = BOARD.card("PRD");
        var young = BOARD.card("PRD");
        var parked = BOARD.card("PRD");
        created(old);
        awaitStates(old, "PRD COMPLETED");
        created(young);
        awaitStates(young, "PRD COMPLETED");
        ROUTER.faults.add(Fault.BUDGET_402);
        created(parked);
        awaitStates(parked, "PRD PARKED");
        age(old.id, 100);
        age(young.id, 80);
        age(parked.id, 100);
        var rules = new RetentionRules(context);

        assertThat(rules.forget("steps", Duration.ofDays(90), 2000)).isEqualTo(1);

        assertThat(rules.forget("steps", Duration.ofDays(90), 2000)).isZero();
        assertThat(steps(old.id)).isZero();
        assertThat(steps(young.id)).isPositive();
        assertThat(steps(parked.id)).isPositive();
        assertThat(get("/api/runs/" + runs(old).getFirst()).body().path("status").asString())
                .isEqualTo("COMPLETED");
    }

    private void failing(FakeBoard.Card card, String cause) {
        ROUTER.faults.add(Fault.REFUSED_400);
        created(card);
        awaitStates(card, "PRD FAILED");
        jdbc.sql("update run set error_code = :cause where card_id = :card")
                .param("cause", cause)
                .param("card", card.id)
                .update();
    }

    private void age(UUID card, int days) {
        jdbc.sql(
                        "update run set finished_at = now() - make_interval(days => :days) where card_id = :card")
                .param("days", days)
                .param("card", card)
                .update();
    }

    private long steps(UUID card) {
        return jdbc.sql(
                        "select count(*) from run_step join run using (run_id) where card_id = :card")
                .param("card", card)
                .query(Long.class)
                .single();
    }

    private Answer operate(HttpMethod method, String path, @Nullable String body) {
        return send(
                method, path, tokens.bearer("operator", null, "orchestrator:operate"), body, null);
    }
}
