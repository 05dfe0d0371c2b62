package dev.agentworks.billing.invoice;

import dev.agentworks.billing.money.MinorUnits;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** An issued invoice. Its amounts never change; payments and credit notes are set against it. */
@Entity
@DynamicUpdate // only what may change is written: the database grants no more
class Invoice {
    @Id private UUID id;
    private UUID workspaceId;
    private LocalDate period;
    private String number;

    @Enumerated(EnumType.STRING)
    private InvoiceStatus status;

    private String currency;
    private BigDecimal exactTotal;
    private long subtotalMinor;
    private @Nullable String taxName;
    private BigDecimal taxRate;
    private long taxMinor;
    private long totalMinor;
    private long paidMinor;
    private long creditedMinor;

    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, Object> snapshot;

    private @Nullable String parkedReason;
    private Instant issuedAt;
    private Instant dueAt;
    @Version private @Nullable Long version;

    @SuppressWarnings("NullAway.Init") // for Hibernate, which sets every field
    protected Invoice() {}

    Invoice(NewInvoice made) {
        this.id = made.id();
        this.workspaceId = made.workspaceId();
        this.period = made.period().atDay(1);
        this.number = made.number();
        this.currency = made.currency();
        this.exactTotal = made.draft().exactTotal();
        this.subtotalMinor = made.draft().subtotalMinor();
        this.taxName = made.tax().name();
        this.taxRate = made.tax().rate();
        this.taxMinor = made.tax().of(subtotalMinor);
        this.totalMinor = subtotalMinor + taxMinor;
        this.snapshot = made.snapshot();
        this.issuedAt = made.issuedAt();
        this.dueAt = made.dueAt();
        this.status = totalMinor == 0 ? InvoiceStatus.PAID : InvoiceStatus.ISSUED;
    }

    /** Sets a payment against it, below zero one that went back. */
    void pay(long minor) {
        paidMinor = Math.addExact(paidMinor, minor);
        settle();
    }

    /**
     * Credits a part of it.
     *
     * @return what was paid for it and is now too much
     */
    long credit(long minor) {
        if (minor > creditableMinor()) {
            throw new IllegalArgumentException("more is credited than was asked");
        }
        long before = overpaidMinor();
        creditedMinor = Math.addExact(creditedMinor, minor);
        settle();
        return overpaidMinor() - before;
    }

    /** What was overpaid went to the wallet: it is no payment of this invoice any more. */
    void passOn(long minor) {
        paidMinor = Math.subtractExact(paidMinor, minor);
        settle();
    }

    /** It was not paid in time. */
    void becomePastDue() {
        if (status == InvoiceStatus.ISSUED) {
            status = InvoiceStatus.PAST_DUE;
        }
    }

    /** It is not tried any more to collect it. */
    void giveUp() {
        if (dueMinor() > 0) {
            status = InvoiceStatus.UNCOLLECTIBLE;
        }
    }

    /** It needs a person before anything is done with it; none when one has looked. */
    void park(@Nullable String reason) {
        parkedReason = reason;
    }

    private void settle() {
        if (dueMinor() > 0) {
            status =
                    status == InvoiceStatus.PAID || status == InvoiceStatus.VOID
                            ? InvoiceStatus.ISSUED
                            : status;
        } else {
            status =
                    creditedMinor == totalMinor && totalMinor > 0
                            ? InvoiceStatus.VOID
                            : InvoiceStatus.PAID;
        }
    }

    long dueMinor() {
        return Math.max(0, totalMinor - paidMinor - creditedMinor);
    }

    long creditableMinor() {
        return totalMinor - creditedMinor;
    }

    private long overpaidMinor() {
        return Math.max(0, paidMinor + creditedMinor - totalMinor);
    }

    /** The part of a credit that is tax; all credits together have the tax of the invoice. */
    long taxOfCredit(long minor) {
        return taxUntil(creditedMinor + minor) - taxUntil(creditedMinor);
    }

    private long taxUntil(long credited) {
        return totalMinor == 0
                ? 0
                : BigDecimal.valueOf(taxMinor)
                        .multiply(BigDecimal.valueOf(credited))
                        .divide(BigDecimal.valueOf(totalMinor), 0, RoundingMode.HALF_UP)
                        .longValueExact();
    }

    UUID id() {
        return id;
    }

    UUID workspaceId() {
        return workspaceId;
    }

    String number() {
        return number;
    }

    String currency() {
        return currency;
    }

    BigDecimal exactTotal() {
        return exactTotal;
    }

    long subtotalMinor() {
        return subtotalMinor;
    }

    long taxMinor() {
        return taxMinor;
    }

    long totalMinor() {
        return totalMinor;
    }

    long creditedMinor() {
        return creditedMinor;
    }

    InvoiceView view() {
        return new InvoiceView(
                id,
                workspaceId,
                number,
                YearMonth.from(period),
                status,
                currency,
                MinorUnits.amount(subtotalMinor),
                taxName,
                taxRate,
                MinorUnits.amount(taxMinor),
                MinorUnits.amount(totalMinor),
                MinorUnits.amount(paidMinor),
                MinorUnits.amount(creditedMinor),
                MinorUnits.amount(dueMinor()),
                issuedAt,
                dueAt);
    }

    Map<String, Object> snapshot() {
        return snapshot;
    }
}
