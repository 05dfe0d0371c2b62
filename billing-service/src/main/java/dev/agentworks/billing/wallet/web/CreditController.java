package dev.agentworks.billing.wallet.web;

import dev.agentworks.billing.wallet.GrantKind;
import dev.agentworks.billing.wallet.GrantView;
import dev.agentworks.billing.wallet.NewGrant;
import dev.agentworks.billing.wallet.TopUpView;
import dev.agentworks.billing.wallet.WalletView;
import dev.agentworks.billing.wallet.Wallets;
import dev.agentworks.events.Money;
import dev.agentworks.starter.servicetoken.RequiresScope;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What operators grant, and what they were told of payments; all of it may be asked again. */
@RestController
@RequestMapping("/internal")
@RequiresScope("billing:operate")
class CreditController {
    private static final int PAGE = 200;

    private final Wallets wallets;

    CreditController(Wallets wallets) {
        this.wallets = wallets;
    }

    /**
     * Credits that are given.
     *
     * @param source why; the same is given once
     * @param priority lower is used first
     */
    record GrantRequest(
            @NotBlank @Size(max = 200) String source,
            @NotNull @Money @DecimalMin("0.01") @Digits(integer = 8, fraction = 2)
                    BigDecimal amount,
            @Min(0) @Max(100) int priority,
            @Nullable UUID projectId,
            @Nullable Instant expiresAt) {}

    record Reference(@NotBlank @Size(max = 200) String reference) {}

    /**
     * @param limit none lets any amount be owed
     */
    record LimitRequest(
            @Nullable @Money @DecimalMin("0") @Digits(integer = 8, fraction = 2)
                    BigDecimal limit) {}

    record Settled(int wallets) {}

    /**
     * Lets credits expire and tops up where that is wanted; a scheduler asks for it every minute.
     */
    @PostMapping("/jobs/settle-wallets")
    Settled settle() {
        int settled = 0;
        var page = wallets.after(null, PAGE);
        while (!page.isEmpty()) {
            page.forEach(wallets::settle);
            settled += page.size();
            page = wallets.after(page.getLast(), PAGE);
        }
        return new Settled(settled);
    }

    @PostMapping("/workspaces/{workspace}/grants")
    GrantView grant(@PathVariable UUID workspace, @RequestBody @Valid GrantRequest wanted) {
        return wallets.grant(
                workspace,
                new NewGrant(
                        GrantKind.PROMOTION,
                        wanted.amount(),
                        wanted.priority(),
                        wanted.projectId(),
                        wanted.expiresAt(),
                        "operator/" + workspace + "/" + wanted.source()));
    }

    @PostMapping("/workspaces/{workspace}/top-ups/{topUp}/paid")
    TopUpView paid(
            @PathVariable UUID workspace,
            @PathVariable UUID topUp,
            @RequestBody @Valid Reference told) {
        return wallets.paid(workspace, topUp, told.reference());
    }

    @PostMapping("/workspaces/{workspace}/top-ups/{topUp}/failed")
    TopUpView failed(
            @PathVariable UUID workspace,
            @PathVariable UUID topUp,
            @RequestBody @Valid Reference told) {
        return wallets.failed(workspace, topUp, told.reference());
    }

    @PutMapping("/workspaces/{workspace}/wallet/limit")
    WalletView limit(@PathVariable UUID workspace, @RequestBody @Valid LimitRequest wanted) {
        return wallets.limit(workspace, wanted.limit());
    }
}
