package dev.agentworks.core.identity;

import dev.agentworks.starter.persistence.AssignedId;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;

/** A person who can sign in. */
@Entity
@Table(name = "person")
class User extends AssignedId<UserId> {

    @EmbeddedId private UserId id;
    private String email;
    private String name;
    private String passwordHash;
    private Instant createdAt;

    @SuppressWarnings("NullAway.Init") // for Hibernate, which sets every field
    protected User() {}

    User(UserId id, EmailAddress email, String name, String passwordHash, Instant createdAt) {
        this.id = id;
        this.email = email.value();
        this.name = name.strip();
        this.passwordHash = passwordHash;
        this.createdAt = createdAt;
    }

    @Override
    public UserId getId() {
        return id;
    }

    String passwordHash() {
        return passwordHash;
    }

    UserView toView() {
        return new UserView(id, email, name);
    }
}
