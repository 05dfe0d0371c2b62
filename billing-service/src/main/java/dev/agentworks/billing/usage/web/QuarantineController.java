package dev.agentworks.billing.usage.web;

import dev.agentworks.billing.usage.AdmitOutcome.Admitted;
import dev.agentworks.billing.usage.AdmitOutcome.KnownAlready;
import dev.agentworks.billing.usage.AdmitOutcome.NotCountable;
import dev.agentworks.billing.usage.AdmitOutcome.NotOpen;
import dev.agentworks.billing.usage.Quarantine;
import dev.agentworks.billing.usage.QuarantinedEvent;
import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.servicetoken.Caller;
import dev.agentworks.starter.servicetoken.RequiresScope;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Lets an operator look at events that are not counted, and decide about them. */
@RestController
@RequestMapping("/internal/usage/quarantine")
@RequiresScope("billing:operate")
class QuarantineController {
    private static final int LARGEST_PAGE = 200;

    private final Quarantine quarantine;

    QuarantineController(Quarantine quarantine) {
        this.quarantine = quarantine;
    }

    /**
     * @param note why it is decided so
     */
    record Decision(@NotBlank @Size(max = 500) String note) {}

    record Items(List<QuarantinedEvent> items, @Nullable UUID nextCursor) {}

    record Answer(String outcome) {}

    @GetMapping
    Items open(
            @RequestParam(required = false) @Nullable UUID cursor,
            @RequestParam(defaultValue = "50") int limit) {
        if (limit < 1 || limit > LARGEST_PAGE) {
            throw new ProblemException(CommonError.INVALID_REQUEST, "The page is too large.")
                    .invalid("query:limit", "must be 1 to " + LARGEST_PAGE);
        }
        var items = quarantine.open(cursor, limit);
        return new Items(items, items.size() < limit ? null : items.getLast().id());
    }

    @PostMapping("/{id}/admit")
    Answer admit(@PathVariable UUID id, @RequestBody @Valid Decision decision, Caller caller) {
        return switch (quarantine.admit(id, caller.service(), decision.note())) {
            case Admitted() -> new Answer("admitted");
            case KnownAlready() -> new Answer("known already");
            case NotCountable(var reason) ->
                    throw new ProblemException(
                            CommonError.CONFLICT, "It cannot be counted: " + reason + ".");
            case NotOpen() -> throw notOpen();
        };
    }

    @PostMapping("/{id}/drop")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void drop(@PathVariable UUID id, @RequestBody @Valid Decision decision, Caller caller) {
        if (!quarantine.drop(id, caller.service(), decision.note())) {
            throw notOpen();
        }
    }

    private static ProblemException notOpen() {
        return new ProblemException(
                CommonError.NOT_FOUND, "There is no such event, or it was decided before.");
    }
}
