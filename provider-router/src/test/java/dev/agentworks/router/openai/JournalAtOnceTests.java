package dev.agentworks.router.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.router.provider.http.VendorServer;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** Where the processor is taken away when a request is answered, nothing is left for later. */
@TestPropertySource(
        properties = {
            "agentworks.outbox.await-drain=5s",
            // nobody shall move it later
            "agentworks.router.ledger.drain-every=1h"
        })
class JournalAtOnceTests extends OpenAiApiTest {
    @Test
    void aCallIsInTheLedgerAndToldWhenItIsAnswered() {
        VENDOR.behave(VendorServer.stream(golden("openai", "text")));

        streamed(ask("gpt-4o").build());

        assertThat(
                        jdbc.sql("select count(*) from llm_call where workspace_id = ?")
                                .param(workspace)
                                .query(Long.class)
                                .single())
                .isEqualTo(1);
        assertThat(usageEvents()).isEqualTo(1);
    }
}
