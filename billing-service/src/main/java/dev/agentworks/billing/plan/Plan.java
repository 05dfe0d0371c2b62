package dev.agentworks.billing.plan;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.math.BigDecimal;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A version of a plan. Another price is another version, so that nobody's changes by itself. */
@Entity
@Immutable
class Plan {
    /** The plan of a workspace that chose none. */
    static final String FREE = "free";

    @Id private UUID id;
    private String code;
    private int planVersion;
    private String name;
    private String currency;
    private BigDecimal flatFee;
    private int seatsIncluded;
    private BigDecimal seatFee;
    private BigDecimal allowance;
    private BigDecimal markup;

    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, String> laneMarkups;

    private BigDecimal minimum;
    private BigDecimal ownKeyFee;
    private int trialDays;
    private boolean offered;

    @SuppressWarnings("NullAway.Init") // for Hibernate, which sets every field
    protected Plan() {}

    UUID id() {
        return id;
    }

    String code() {
        return code;
    }

    int trialDays() {
        return trialDays;
    }

    PlanView view() {
        return new PlanView(
                code,
                planVersion,
                name,
                currency,
                flatFee,
                seatsIncluded,
                seatFee,
                allowance,
                markup,
                laneMarkups,
                minimum,
                ownKeyFee,
                trialDays);
    }
}
