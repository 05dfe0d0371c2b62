package dev.agentworks.starter.sample;

import dev.agentworks.starter.inbox.Inbox;
import dev.agentworks.starter.messaging.Handling;
import dev.agentworks.starter.messaging.IncomingMessage;
import dev.agentworks.starter.messaging.MessageHandler;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.MDC;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads letters; a letter of the text "poison" makes it fail until it is cured. */
final class Letters implements MessageHandler {
    final List<IncomingMessage> deliveries = new CopyOnWriteArrayList<>();
    final List<String> read = new CopyOnWriteArrayList<>();
    final Set<String> cured = ConcurrentHashMap.newKeySet();
    final Map<String, Integer> attempts = new ConcurrentHashMap<>();
    final Map<String, String> traces = new ConcurrentHashMap<>();
    private final Inbox inbox;
    private final TransactionTemplate transactions;

    Letters(Inbox inbox, TransactionTemplate transactions) {
        this.inbox = inbox;
        this.transactions = transactions;
    }

    @Override
    public Handling handle(IncomingMessage message) {
        deliveries.add(message);
        traces.put(message.body(), String.valueOf(MDC.get("traceId")));
        attempts.merge(message.body(), 1, Integer::sum);
        if (message.body().startsWith("poison") && !cured.contains(message.body())) {
            throw new IllegalStateException("it is poisoned");
        }
        transactions.executeWithoutResult(_ -> {
            if (inbox.firstTime(
                    "letters", message.attributes().getOrDefault("eventId", message.messageId()))) {
                read.add(message.body());
            }
        });
        return Handling.done();
    }
}
