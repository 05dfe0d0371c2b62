package dev.agentworks.starter.messaging;

import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.servicetoken.RequiresScope;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Lets an operator look at dead letters and have them handled once more. */
@RestController
@RequestMapping("/internal/dead-letters")
@RequiresScope("${agentworks.service.name}:operate")
final class DeadLetterController {
    private static final int LARGEST_PAGE = 200;
    private final TableDeadLetters deadLetters;
    private final InboundMessages messages;

    DeadLetterController(TableDeadLetters deadLetters, InboundMessages messages) {
        this.deadLetters = deadLetters;
        this.messages = messages;
    }

    @GetMapping
    Page list(
            @RequestParam(required = false) @Nullable String subscription,
            @RequestParam(required = false) @Nullable UUID cursor,
            @RequestParam(defaultValue = "50") int limit) {
        if (limit < 1 || limit > LARGEST_PAGE) {
            throw new ProblemException(CommonError.INVALID_REQUEST, "The page size is not valid.")
                    .invalid("query:limit", "must be between 1 and " + LARGEST_PAGE);
        }
        var items = deadLetters.list(subscription, cursor, limit);
        return new Page(items, items.size() < limit ? null : items.getLast().id());
    }

    @PostMapping("/{id}/redrive")
    DeadLetter redrive(@PathVariable UUID id) {
        var letter = require(id);
        if (letter.redrivenAt() != null) {
            throw new ProblemException(CommonError.CONFLICT, "It was redriven before.");
        }
        var subscription =
                messages.subscription(letter.subscription())
                        .orElseThrow(() ->
                                new ProblemException(
                                        CommonError.CONFLICT,
                                        "Nothing here listens to its subscription any more."));
        switch (messages.handle(subscription, letter.message())) {
            case Handling.Done _ -> deadLetters.redriven(id);
            case Handling.RetryLater(var reason) -> throw failedAgain(id, reason);
            case Handling.Undeliverable(var reason) -> throw failedAgain(id, reason);
        }
        return require(id);
    }

    private DeadLetter require(UUID id) {
        return deadLetters
                .find(id)
                .orElseThrow(() ->
                        new ProblemException(
                                CommonError.NOT_FOUND, "There is no such dead letter."));
    }

    private ProblemException failedAgain(UUID id, String reason) {
        deadLetters.failedAgain(id, reason);
        return new ProblemException(CommonError.CONFLICT, "It failed again: " + reason);
    }

    /** One page; the cursor is the id of its last item. */
    record Page(List<DeadLetter> items, @Nullable UUID nextCursor) {}
}
