package dev.agentworks.router.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentworks.router.completion.VendorStubTest;
import dev.agentworks.router.provider.http.VendorServer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class RetentionTests extends VendorStubTest {
    @Autowired private Retention retention;

    @Test
    void forgetsAnswersFirstAndCallsMuchLater() {
        VENDOR.behave(VendorServer.stream(golden("openai", "text")));
        var young = key();
        var old = key();
        var ancient = key();
        for (var key : new String[] {young, old, ancient}) {
            put(key, body("gpt-4o", ""));
        }
        age(old, "15 days");
        age(ancient, "91 days");

        retention.work();

        assertThat(put(young, body("gpt-4o", "")).statusCode()).isEqualTo(200);
        var forgotten = put(old, body("gpt-4o", ""));
        assertThat(forgotten.statusCode()).isEqualTo(410);
        assertThat(json(forgotten).at("/type").asString("")).endsWith("/completion-forgotten");
        assertThat(row(old).get("completion")).isNull();
        assertThat(row(old).get("price")).isNotNull();
        assertThat(attempts(old)).hasSize(1);
        assertThat(attempts(ancient)).isEmpty();
        assertThat(VENDOR.dispatches(old)).isEqualTo(1);
    }

    @Test
    void keysThatWereNeverDispatchedAreGivenUp() {
        var abandoned = key();
        var young = key();
        reserve(abandoned, "15 days");
        reserve(young, "13 days");

        retention.giveUp();

        assertThat(
                        jdbc.sql("select idem_key from llm_call where idem_key in (?, ?)")
                                .params(abandoned, young)
                                .query(String.class)
                                .list())
                .containsExactly(young);
    }

    @Test
    void callsAreRememberedForThirtyDays() {
        assertThatThrownBy(() ->
                        new LedgerSettings(
                                Duration.ofSeconds(30), Duration.ofDays(1), Duration.ofDays(29)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private void reserve(String key, String ago) {
        jdbc.sql(
                        """
                        insert into llm_call (idem_key, request_hash, workspace_id, project_id, provider, model, simulated,
                            state, created_at)
                        values (?, '', ?, ?, 'openai', 'gpt-4o', false, 'RESERVED', now() - cast(? as interval))
                        """)
                .params(key, workspace, workspace, ago)
                .update();
    }

    private void age(String key, String by) {
        jdbc.sql(
                        """
                        update llm_call set finished_at = finished_at - cast(? as interval),
                            created_at = created_at - cast(? as interval)
                        where idem_key = ?
                        """)
                .param(by)
                .param(by)
                .param(key)
                .update();
    }
}
