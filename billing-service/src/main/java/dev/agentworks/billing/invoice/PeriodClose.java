package dev.agentworks.billing.invoice;

import dev.agentworks.billing.customer.BillingProfiles;
import dev.agentworks.billing.invoice.CloseOutcome.AlreadyClosed;
import dev.agentworks.billing.invoice.CloseOutcome.EarlierOpen;
import dev.agentworks.billing.invoice.CloseOutcome.NotYet;
import dev.agentworks.billing.usage.BillableUsage;
import dev.agentworks.billing.workspace.WorkspaceAccess;
import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.TransactionException;

/**
 * Closes months, in two transactions. The first says that nothing is added to the month any more;
 * it is as short as can be, because nobody records meanwhile. The second issues the invoice and
 * closes the month. Whatever stops it, closing again goes on where it stopped.
 */
@Service
public class PeriodClose {
    private static final Logger log = LoggerFactory.getLogger(PeriodClose.class);
    private static final int PAGE = 200;

    private final PeriodTable periods;
    private final BillingProfiles profiles;
    private final BillableUsage usage;
    private final InvoiceIssue issue;
    private final WorkspaceAccess access;
    private final Clock clock;

    PeriodClose(
            PeriodTable periods,
            BillingProfiles profiles,
            BillableUsage usage,
            InvoiceIssue issue,
            WorkspaceAccess access,
            Clock clock) {
        this.periods = periods;
        this.profiles = profiles;
        this.usage = usage;
        this.issue = issue;
        this.access = access;
        this.clock = clock;
    }

    /** How many months were closed, and how many could not be. */
    public record Result(int closed, int failed) {}

    /** Closes a month of a workspace, once its grace is over. */
    public CloseOutcome close(UUID workspace, YearMonth period) {
        var refusal = access.asPlatform(workspace, () -> begun(workspace, period));
        return refusal.orElseGet(
                () -> access.asPlatform(workspace, () -> issue.issue(workspace, period)));
    }

    /**
     * Closes all months that are due. A workspace whose month cannot be closed does not stop the
     * others; it is due again at the next call.
     */
    public Result closeDue() {
        usage.adopt();
        int closed = 0;
        int failed = 0;
        var due = periods.due(PAGE);
        while (!due.isEmpty()) {
            int before = closed;
            for (var one : due) {
                try {
                    closed += isClosedNow(close(one.workspace(), one.period())) ? 1 : 0;
                } catch (DataAccessException | TransactionException e) {
                    log.error("{} of {} could not be closed", one.period(), one.workspace(), e);
                    failed++;
                }
            }
            due = closed > before ? periods.due(PAGE) : List.of();
        }
        return new Result(closed, failed);
    }

    private static boolean isClosedNow(CloseOutcome outcome) {
        return switch (outcome) {
            case CloseOutcome.Closed _, CloseOutcome.ClosedEmpty _ -> true;
            case AlreadyClosed _, NotYet _, EarlierOpen _ -> false;
        };
    }

    private Optional<CloseOutcome> begun(UUID workspace, YearMonth period) {
        var closesAt =
                period.plusMonths(1)
                        .atDay(1)
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant()
                        .plus(profiles.grace(workspace));
        if (clock.instant().isBefore(closesAt)) {
            return Optional.of(new NotYet(closesAt));
        }
        periods.lockBooks();
        var last = periods.lastClosed(workspace);
        if (last != null && !period.isAfter(last)) {
            // begun before, perhaps not to the end
            return last.equals(period) ? Optional.empty() : Optional.of(new AlreadyClosed());
        }
        var earlier = usage.firstUnbilledBefore(workspace, period, last);
        if (earlier.isPresent()) {
            return Optional.of(new EarlierOpen(earlier.get()));
        }
        periods.begin(workspace, period);
        return Optional.empty();
    }
}
