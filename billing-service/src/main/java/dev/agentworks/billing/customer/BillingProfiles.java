package dev.agentworks.billing.customer;

import dev.agentworks.billing.workspace.WorkspaceAccess;
import dev.agentworks.starter.servicetoken.ActingUser;
import dev.agentworks.starter.web.ETags;
import java.time.Duration;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The particulars of customers. */
@Service
public class BillingProfiles {
    private final BillingProfileRepository profiles;
    private final TaxRates taxes;
    private final WorkspaceAccess access;

    BillingProfiles(BillingProfileRepository profiles, TaxRates taxes, WorkspaceAccess access) {
        this.profiles = profiles;
        this.taxes = taxes;
        this.access = access;
    }

    /** As they are now; in a transaction of the workspace. */
    public ProfileView of(UUID workspace) {
        return profiles.of(workspace).view();
    }

    /** How long a month waits for late calls; in a transaction of the workspace. */
    public Duration grace(UUID workspace) {
        return profiles.of(workspace).grace();
    }

    /** What is taxed on a day; in a transaction of the workspace. */
    public Tax tax(UUID workspace, LocalDate day) {
        return taxes.of(profiles.of(workspace), day);
    }

    public ProfileView read(ActingUser user, UUID workspace) {
        return access.asManager(user, workspace, () -> profiles.of(workspace).view());
    }

    public ProfileView change(
            ActingUser user, UUID workspace, ProfileChange change, @Nullable Long expectedVersion) {
        return access.asManager(
                user,
                workspace,
                () -> {
                    var profile = profiles.of(workspace);
                    ETags.requireMatch(expectedVersion, profile.version());
                    profile.change(change);
                    return profiles.saveAndFlush(profile).view();
                });
    }
}
