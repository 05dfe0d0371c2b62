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
    private @Nullable Instant emailVerifiedAt;
    private byte @Nullable [] passwordKey;
    private @Nullable Instant deletedAt;

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

    void rename(String newName) {
        name = newName.strip();
    }

    /**
     * From now on only the new password signs in.
     *
     * @param key with it the same change may be asked for once more
     */
    void changePassword(String newHash, @Nullable String key) {
        passwordHash = newHash;
        passwordKey = key == null ? null : Sha256.bytes(key);
    }

    boolean changedPasswordWith(String key) {
        return passwordKey != null && MessageDigest.isEqual(passwordKey, Sha256.bytes(key));
    }

    /** Whoever has this account reads the mails of this address. */
    void proveEmail(String address, Instant now) {
        if (!email.equalsIgnoreCase(address) || emailVerifiedAt == null) {
            email = address;
            emailVerifiedAt = now;
        }
    }

    boolean hasVerified(String address) {
        return emailVerifiedAt != null && email.equalsIgnoreCase(address);
    }

    /** Ends the account for good. No password has this hash, and no mail reaches this address. */
    void forget(Instant now) {
        deletedAt = now;
        name = "Deleted person";
        email = "deleted-%s@deleted.invalid".formatted(id);
        emailVerifiedAt = null;
        passwordHash = "deleted";
        passwordKey = null;
        registrationKey = null;
    }

    String email() {
        return email;
    }

    UserView toView() {
        return new UserView(id, email, name, emailVerifiedAt != null);
    }
}
