package dev.agentworks.billing.plan.web;

import dev.agentworks.billing.plan.ChooseOutcome.Chosen;
import dev.agentworks.billing.plan.ChooseOutcome.NotOffered;
import dev.agentworks.billing.plan.ChooseOutcome.Unchanged;
import dev.agentworks.billing.plan.ChoosePlan;
import dev.agentworks.billing.plan.PlanView;
import dev.agentworks.billing.plan.SubscriptionView;
import dev.agentworks.billing.plan.Subscriptions;
import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.servicetoken.ActingUser;
import dev.agentworks.starter.servicetoken.RequiresScope;
import dev.agentworks.starter.web.CurrentUser;
import dev.agentworks.starter.web.Page;
import dev.agentworks.starter.web.RunAsCurrentUser;
import dev.agentworks.starter.web.SignedInOnly;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Plans, and the one that a workspace has. */
@RestController
@RequestMapping("/api/workspaces/{id}")
@RequiresScope("billing:public")
@RunAsCurrentUser
class PlanController {
    private final Subscriptions subscriptions;

    PlanController(Subscriptions subscriptions) {
        this.subscriptions = subscriptions;
    }

    /**
     * The plan that is wanted from today on.
     *
     * @param seats people; one without it
     */
    record ChoosePlanRequest(
            @NotNull @Pattern(regexp = "[a-z][a-z0-9-]{0,39}") String plan,
            @Nullable @Min(1) @Max(100_000) Integer seats) {}

    @GetMapping("/plans")
    Page<PlanView> offered(@CurrentUser ActingUser user, @PathVariable UUID id) {
        return new Page<>(subscriptions.offered(user, id), null);
    }

    @GetMapping("/plan")
    SubscriptionView current(@CurrentUser ActingUser user, @PathVariable UUID id) {
        return subscriptions.current(user, id);
    }

    @PutMapping("/plan")
    @SignedInOnly
    SubscriptionView choose(
            @CurrentUser ActingUser user,
            @PathVariable UUID id,
            @RequestBody @Valid ChoosePlanRequest request) {
        int seats = request.seats() == null ? 1 : request.seats();
        return switch (subscriptions.choose(user, new ChoosePlan(id, request.plan(), seats))) {
            case Chosen(var subscription) -> subscription;
            case Unchanged(var subscription) -> subscription;
            case NotOffered() ->
                    throw new ProblemException(CommonError.CONFLICT, "No such plan is offered.")
                            .invalid("/plan", "must be the code of a plan that is offered");
        };
    }

    @DeleteMapping("/plan")
    @SignedInOnly
    SubscriptionView cancel(@CurrentUser ActingUser user, @PathVariable UUID id) {
        return subscriptions.cancel(user, id);
    }
}
