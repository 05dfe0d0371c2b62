package dev.agentworks.starter.sample;

import dev.agentworks.starter.inbox.Inbox;
import dev.agentworks.starter.messaging.Handling;
import dev.agentworks.starter.messaging.InboundSubscription;
import java.time.Duration;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.transaction.support.TransactionTemplate;

@SpringBootApplication
public class SampleService {
    @Bean
    Letters letters(Inbox inbox, TransactionTemplate transactions) {
        return new Letters(inbox, transactions);
    }

    @Bean
    InboundSubscription letterSubscription(Letters letters) {
        return new InboundSubscription(
                "sample.letters", "letters", true, null, Duration.ofSeconds(10), 4, letters);
    }

    @Bean
    InboundSubscription spamSubscription() {
        return new InboundSubscription(
                "sample.spam",
                "letters",
                false,
                "attributes.eventType = \"spam\"",
                Duration.ofSeconds(10),
                1,
                _ -> Handling.undeliverable("nobody wants spam"));
    }
}
