package dev.agentworks.billing.wallet.web;

import dev.agentworks.billing.wallet.AutoTopUp;
import dev.agentworks.billing.wallet.TopUpView;
import dev.agentworks.billing.wallet.WalletMode;
import dev.agentworks.billing.wallet.WalletView;
import dev.agentworks.billing.wallet.Wallets;
import dev.agentworks.events.Money;
import dev.agentworks.starter.idempotency.HonoursIdempotencyKey;
import dev.agentworks.starter.servicetoken.ActingUser;
import dev.agentworks.starter.servicetoken.RequiresScope;
import dev.agentworks.starter.web.CurrentUser;
import dev.agentworks.starter.web.ETags;
import dev.agentworks.starter.web.IfMatch;
import dev.agentworks.starter.web.RunAsCurrentUser;
import dev.agentworks.starter.web.SignedInOnly;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What a workspace has paid before it is used, and how it pays. */
@RestController
@RequestMapping("/api/workspaces/{id}/wallet")
@RequiresScope("billing:public")
@RunAsCurrentUser
class WalletController {
    private final Wallets wallets;

    WalletController(Wallets wallets) {
        this.wallets = wallets;
    }

    /** Dollars with two decimals; with a ceiling below the amount nothing is bought. */
    record AutoTopUpRequest(
            @NotNull @Money @DecimalMin("1") @Digits(integer = 5, fraction = 2)
                    BigDecimal threshold,
            @NotNull @Money @DecimalMin("1") @Digits(integer = 5, fraction = 2) BigDecimal amount,
            @NotNull @Money @DecimalMin("1") @Digits(integer = 5, fraction = 2)
                    BigDecimal ceiling) {
        AutoTopUp toRule() {
            return new AutoTopUp(threshold, amount, ceiling);
        }
    }

    /**
     * How the workspace is to pay.
     *
     * @param autoTopUp none buys nothing by itself
     */
    record WalletRequest(@NotNull WalletMode mode, @Nullable @Valid AutoTopUpRequest autoTopUp) {}

    record TopUpRequest(
            @NotNull @Money @DecimalMin("1") @Digits(integer = 5, fraction = 2)
                    BigDecimal amount) {}

    @GetMapping
    ResponseEntity<WalletView> read(@CurrentUser ActingUser user, @PathVariable UUID id) {
        return tagged(wallets.read(user, id));
    }

    @PutMapping
    @SignedInOnly
    ResponseEntity<WalletView> change(
            @CurrentUser ActingUser user,
            @PathVariable UUID id,
            @IfMatch @Nullable Long expectedVersion,
            @RequestBody @Valid WalletRequest request) {
        var rule = request.autoTopUp() == null ? null : request.autoTopUp().toRule();
        return tagged(wallets.change(user, id, request.mode(), rule, expectedVersion));
    }

    @PostMapping("/top-ups")
    @HonoursIdempotencyKey
    @SignedInOnly
    @ResponseStatus(HttpStatus.CREATED)
    TopUpView topUp(
            @CurrentUser ActingUser user,
            @PathVariable UUID id,
            @RequestBody @Valid TopUpRequest request) {
        return wallets.topUp(user, id, request.amount());
    }

    @GetMapping("/top-ups/{topUpId}")
    TopUpView topUp(
            @CurrentUser ActingUser user, @PathVariable UUID id, @PathVariable UUID topUpId) {
        return wallets.topUp(user, id, topUpId);
    }

    private static ResponseEntity<WalletView> tagged(WalletView wallet) {
        return ResponseEntity.ok().eTag(ETags.of(wallet.version())).body(wallet);
    }
}
