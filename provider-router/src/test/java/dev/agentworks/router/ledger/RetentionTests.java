package dev.agentworks.router.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentworks.router.chat.OwnVendorTest;
import dev.agentworks.router.provider.VendorServer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class RetentionTests extends OwnVendorTest {
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
    void callsAreRememberedForThirtyDays() {
        assertThatThrownBy(() ->
                        new LedgerSettings(
                                Duration.ofSeconds(30), Duration.ofDays(1), Duration.ofDays(29)))
                .isInstanceOf(IllegalArgumentException.class);
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
