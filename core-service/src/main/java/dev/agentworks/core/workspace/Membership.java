package dev.agentworks.core.workspace;

import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;

/** A person's place in a workspace, with one role. */
@Entity
class Membership {

    @EmbeddedId private MembershipId id;

    @Enumerated(EnumType.STRING)
    private Role role;

    private Instant since;

    @SuppressWarnings("NullAway.Init") // for Hibernate, which sets every field
    protected Membership() {}

    Role role() {
        return role;
    }
}
