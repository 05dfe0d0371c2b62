package dev.agentworks.starter.sample;

import dev.agentworks.starter.identifier.Uuids;
import dev.agentworks.starter.outbox.Outbox;
import dev.agentworks.starter.outbox.OutgoingMessage;
import dev.agentworks.starter.servicetoken.RequiresScope;
import java.util.Map;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequiresScope("sample:public")
class LetterController {
    private final Outbox outbox;

    LetterController(Outbox outbox) {
        this.outbox = outbox;
    }

    @PostMapping("/letters")
    @Transactional
    public void send(@RequestBody Letter letter) {
        var id = Uuids.v7().toString();
        outbox.append(
                new OutgoingMessage(
                        id,
                        "letters",
                        "traced",
                        Map.of("eventType", "letter", "eventId", id),
                        letter.text()));
    }

    record Letter(String text) {}
}
