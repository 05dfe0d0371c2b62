package dev.agentworks.billing.wallet;

import dev.agentworks.starter.identifier.Uuids;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Asks for credits: for people, and by itself where a wallet's rule wants that. */
@Component
class CreditPurchase {
    private static final Duration RETRY_AFTER = Duration.ofDays(1);

    private final TopUpRepository topUps;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    CreditPurchase(TopUpRepository topUps, ApplicationEventPublisher events, Clock clock) {
        this.topUps = topUps;
        this.events = events;
        this.clock = clock;
    }

    /**
     * @param by the person; none when it is bought by itself
     */
    TopUp ask(UUID workspace, BigDecimal amount, @Nullable String by) {
        var wish =
                topUps.saveAndFlush(new TopUp(Uuids.v7(), workspace, amount, by, clock.instant()));
        events.publishEvent(new TopUpRequested(workspace, wish.id(), amount, by == null));
        return wish;
    }

    /** One at a time, and within the ceiling of the month. */
    void buyWhereWanted(UUID workspace, Wallet wallet, BigDecimal balance) {
        var thisMonth =
                topUps
                        .findByWorkspaceIdAndAutomaticTrueAndRequestedAtGreaterThanEqual(
                                workspace,
                                YearMonth.from(clock.instant().atOffset(ZoneOffset.UTC))
                                        .atDay(1)
                                        .atStartOfDay(ZoneOffset.UTC)
                                        .toInstant())
                        .stream()
                        .map(TopUp::view)
                        .toList();
        var bought =
                thisMonth.stream()
                        .filter(it -> it.status() != TopUpStatus.FAILED)
                        .map(TopUpView::amount)
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
        if (wallet.wantsMore(balance, bought)
                && !failedLately(thisMonth)
                && !topUps.existsByWorkspaceIdAndAutomaticTrueAndStatus(
                        workspace, TopUpStatus.REQUESTED)) {
            ask(workspace, Objects.requireNonNull(wallet.autoTopUp()).amount(), null);
        }
    }

    // a card that was declined is not charged again at every look
    private boolean failedLately(List<TopUpView> all) {
        var since = clock.instant().minus(RETRY_AFTER);
        return all.stream()
                .anyMatch(
                        it -> it.status() == TopUpStatus.FAILED && it.requestedAt().isAfter(since));
    }
}
