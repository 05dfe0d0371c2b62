package dev.agentworks.core.workspace;

import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Version;
import java.time.Instant;

/** A person's place in a workspace, with one role. */
@Entity
class Membership {

    @EmbeddedId private MembershipId id;

    @Enumerated(EnumType.STRING)
    private Role role;

    private Instant since;
    @Version private long version;

    @SuppressWarnings("NullAway.Init") // for Hibernate, which sets every field
    protected Membership() {}

    Role role() {
        return role;
    }

    void changeRole(Role newRole) {
        role = newRole;
    }

    long version() {
        return version;
    }
}
