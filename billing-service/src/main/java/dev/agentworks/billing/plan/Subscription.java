package dev.agentworks.billing.plan;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Some days of a workspace with one plan and one number of seats. Days are UTC. */
@Entity
class Subscription {
    @Id private UUID id;
    private UUID workspaceId;
    private UUID planId;
    private int seats;
    private LocalDate startsOn;
    private @Nullable LocalDate endsOn;
    private @Nullable LocalDate trialEndsOn;
    private Instant createdAt;
    @Version private @Nullable Long version;

    @SuppressWarnings("NullAway.Init") // for Hibernate, which sets every field
    protected Subscription() {}

    Subscription(
            UUID id,
            UUID workspaceId,
            UUID planId,
            int seats,
            LocalDate startsOn,
            @Nullable LocalDate trialEndsOn,
            Instant now) {
        this.id = id;
        this.workspaceId = workspaceId;
        this.planId = planId;
        this.seats = seats;
        this.startsOn = startsOn;
        this.trialEndsOn = trialEndsOn;
        this.createdAt = now;
    }

    /** The day is the first that it no longer covers; days that are over stay. */
    void endOn(LocalDate day) {
        endsOn = day.isBefore(startsOn) ? startsOn : day;
    }

    /** It goes on after all. */
    void goOn() {
        endsOn = null;
    }

    boolean covers(LocalDate day) {
        return !day.isBefore(startsOn) && (endsOn == null || day.isBefore(endsOn));
    }

    boolean isTrialOn(LocalDate day) {
        return trialEndsOn != null && day.isBefore(trialEndsOn);
    }

    /** The first day of which a fee is due. */
    LocalDate paidFrom() {
        return trialEndsOn == null || trialEndsOn.isBefore(startsOn) ? startsOn : trialEndsOn;
    }

    UUID planId() {
        return planId;
    }

    int seats() {
        return seats;
    }

    LocalDate startsOn() {
        return startsOn;
    }

    @Nullable LocalDate endsOn() {
        return endsOn;
    }

    @Nullable LocalDate trialEndsOn() {
        return trialEndsOn;
    }
}
