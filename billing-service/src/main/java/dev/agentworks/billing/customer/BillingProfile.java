package dev.agentworks.billing.customer;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Whom invoices are addressed to, and when a month of theirs is closed. */
@Entity
class BillingProfile {
    private static final int GRACE_HOURS = 24;

    @Id private UUID workspaceId;
    private @Nullable String legalName;
    private @Nullable String address;
    private @Nullable String country;
    private @Nullable String taxId;
    private boolean taxExempt;
    private @Nullable String email;
    private int graceHours;
    @Version private @Nullable Long version;

    @SuppressWarnings("NullAway.Init") // for Hibernate, which sets every field
    protected BillingProfile() {}

    BillingProfile(UUID workspaceId) {
        this.workspaceId = workspaceId;
        this.graceHours = GRACE_HOURS;
    }

    void change(ProfileChange change) {
        legalName = change.legalName();
        address = change.address();
        country = change.country();
        taxId = change.taxId();
        email = change.email();
        graceHours = change.graceHours() == null ? GRACE_HOURS : change.graceHours();
    }

    Duration grace() {
        return Duration.ofHours(graceHours);
    }

    @Nullable String country() {
        return country;
    }

    boolean isTaxExempt() {
        return taxExempt;
    }

    long version() {
        return version == null ? 0 : version;
    }

    ProfileView view() {
        return new ProfileView(
                workspaceId,
                legalName,
                address,
                country,
                taxId,
                taxExempt,
                email,
                graceHours,
                version());
    }
}
