package dev.agentworks.core.identity;

import dev.agentworks.starter.digest.Sha256;
import dev.agentworks.starter.persistence.AssignedId;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.security.MessageDigest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A person who can sign in. */
@Entity
@Table(name = "person")
class User extends AssignedId<UserId> {

    @EmbeddedId private UserId id;
    private String email;
    private String name;
    private String passwordHash;
    private byte @Nullable [] registrationKey;
    private Instant createdAt;

    @SuppressWarnings("NullAway.Init") // for Hibernate, which sets every field
    protected User() {}

    User(UserId id, NewPerson person, String passwordHash, Instant createdAt) {
        this.id = id;
        this.email = person.email().value();
        this.name = person.name().strip();
        this.registrationKey = person.key() == null ? null : Sha256.bytes(person.key());
        this.passwordHash = passwordHash;
        this.createdAt = createdAt;
    }

    @Override
    public UserId getId() {
        return id;
    }

    boolean wasRegisteredWith(String key) {
        return registrationKey != null && MessageDigest.isEqual(registrationKey, Sha256.bytes(key));
    }

    String passwordHash() {
        return passwordHash;
    }

    UserView toView() {
        return new UserView(id, email, name);
    }
}
