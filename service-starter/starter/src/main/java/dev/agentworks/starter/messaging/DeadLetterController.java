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
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Lets an operator look at dead letters and have them handled once more. */
@RestController
@RequestMapping("/internal/dead-letters")
@RequiresScope("${agentworks.service.name}:operate")
final class DeadLetterController {
    private static final int LARGEST_PAGE = 200;
    private static final int LARGEST_BATCH = 1_000;
    private final TableDeadLetters deadLetters;
    private final DeadLetterRedrive redrive;

    DeadLetterController(TableDeadLetters deadLetters, DeadLetterRedrive redrive) {
        this.deadLetters = deadLetters;
        this.redrive = redrive;
    }

    @GetMapping
    Page list(
            @RequestParam(required = false) @Nullable String subscription,
            @RequestParam(required = false) @Nullable UUID cursor,
            @RequestParam(defaultValue = "50") int limit) {
        requireWithin("query:limit", limit, LARGEST_PAGE);
        var items = deadLetters.list(subscription, cursor, limit);
        return new Page(items, items.size() < limit ? null : items.getLast().id());
    }

    /** How many wait, by what made them fail. */
    @GetMapping("/causes")
    Causes causes(@RequestParam(required = false) @Nullable String subscription) {
        return new Causes(deadLetters.causes(new DeadLetterRedrive.Filter(subscription, null)));
    }

    /** Has many handled, of a cause, a subscription or both; the oldest first. */
    @PostMapping("/redrive")
    DeadLetterRedrive.Result redrive(@RequestBody Redrive wanted) {
        if (wanted.cause() == null && wanted.subscription() == null) {
            throw new ProblemException(
                            CommonError.INVALID_REQUEST, "Say which dead letters are meant.")
                    .invalid("/cause", "give a cause, a subscription or both");
        }
        int limit = wanted.limit() == null ? LARGEST_PAGE : wanted.limit();
        requireWithin("/limit", limit, LARGEST_BATCH);
        return redrive.all(
                new DeadLetterRedrive.Filter(wanted.subscription(), wanted.cause()), limit);
    }

    @PostMapping("/{id}/redrive")
    DeadLetter redrive(@PathVariable UUID id) {
        var letter = require(id);
        if (letter.redrivenAt() != null) {
            throw new ProblemException(CommonError.CONFLICT, "It was redriven before.");
        }
        return switch (redrive.one(letter)) {
            case DeadLetterRedrive.Outcome.Redriven() -> require(id);
            case DeadLetterRedrive.Outcome.FailedAgain(var reason) ->
                    throw new ProblemException(CommonError.CONFLICT, "It failed again: " + reason);
            case DeadLetterRedrive.Outcome.NobodyListens() ->
                    throw new ProblemException(
                            CommonError.CONFLICT,
                            "Nothing here listens to its subscription any more.");
        };
    }

    private DeadLetter require(UUID id) {
        return deadLetters
                .find(id)
                .orElseThrow(() ->
                        new ProblemException(
                                CommonError.NOT_FOUND, "There is no such dead letter."));
    }

    private static void requireWithin(String pointer, int limit, int most) {
        if (limit < 1 || limit > most) {
            throw new ProblemException(
                            CommonError.INVALID_REQUEST, "The number of dead letters is not valid.")
                    .invalid(pointer, "must be between 1 and " + most);
        }
    }

    /** One page; the cursor is the id of its last item. */
    record Page(List<DeadLetter> items, @Nullable UUID nextCursor) {}

    record Causes(List<TableDeadLetters.Cause> items) {}

    record Redrive(
            @Nullable String subscription, @Nullable String cause, @Nullable Integer limit) {}
}
