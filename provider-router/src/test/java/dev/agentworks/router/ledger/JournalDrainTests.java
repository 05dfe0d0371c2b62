package dev.agentworks.router.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentworks.router.completion.VendorStubTest;
import org.junit.jupiter.api.Test;

/** What is in the journal, whoever wrote it, comes to the ledger and to billing. */
class JournalDrainTests extends VendorStubTest {

    @Test
    void whatADeadInstanceLeftIsMovedWithItsEvent() {
        var key = key();

        write(key, 1, "SUCCEEDED");

        await().untilAsserted(() ->
                assertThat(attempts(key)).containsExactly("1 openai gpt-4o SUCCEEDED"));
        await().until(() -> usageEvents() == 1);
        assertThat(row(key)).containsEntry("fresh_input", 20L);
        assertThat(left(key)).isZero();
    }

    @Test
    void whatWasWrittenTwiceIsMovedOnce() {
        var key = key();
        var other = key();

        write(key, 2, "SUCCEEDED");
        await().until(() -> usageEvents() == 1);
        write(key, 1, "SUCCEEDED");
        write(other, 1, "SUCCEEDED");

        // those of a workspace come in their order
        await().until(() -> usageEvents() >= 2);
        assertThat(usageEvents()).isEqualTo(2);
        assertThat(attempts(key)).hasSize(1);
        assertThat(left(key)).isZero();
    }

    @Test
    void whatTheLedgerRefusesStaysWithItsReasonAndKeepsNobodyWaiting() {
        var refused = key();
        var next = key();

        write(refused, 1, "NO_STATE");
        write(next, 1, "SUCCEEDED");

        await().untilAsserted(() -> assertThat(attempts(next)).hasSize(1));
        assertThat(
                        jdbc.sql("select refused from call_journal where idem_key = ?")
                                .param(refused)
                                .query(String.class)
                                .single())
                .contains("llm_call_state_check");
        assertThat(attempts(refused)).isEmpty();
    }

    private void write(String key, int times, String state) {
        jdbc.sql(
                        """
                        insert into call_journal (idem_key, workspace_id, project_id, key_name, provider, model, simulated,
                            byok, state, fresh_input, cached_input, cache_write, cache_write_hour, visible_output,
                            reasoning, usage_source, estimated, cost, price, markup,
                            event_id, topic, ordering_key, attributes, payload)
                        select :key, :workspace, :workspace, 'platform', 'openai', 'gpt-4o', false,
                            false, :state, 20, 0, 0, 0, 5,
                            0, 'PROVIDER', false, 0.1, 0.5, 5,
                            'event-' || :key, 'usage-events', cast(:workspace as text), '{}', '{}'
                        from generate_series(1, :times)
                        """)
                .param("key", key)
                .param("workspace", workspace)
                .param("state", state)
                .param("times", times)
                .update();
    }

    private long left(String key) {
        return jdbc.sql("select count(*) from call_journal where idem_key = ?")
                .param(key)
                .query(Long.class)
                .single();
    }
}
