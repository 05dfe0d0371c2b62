package dev.agentworks.core.identity;

import dev.agentworks.starter.identifier.Uuids;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** The people: register, check a password, find. */
@Service
public class Users {

    private static final int SHORTEST_PASSWORD = 10;

    private final JdbcClient jdbc;
    private final PasswordHasher passwords;
    private final Clock clock;

    Users(JdbcClient jdbc, PasswordHasher passwords, Clock clock) {
        this.jdbc = jdbc;
        this.passwords = passwords;
        this.clock = clock;
    }

    /**
     * Makes a person known. Give it a transaction of its own or the one that also makes their
     * workspace.
     */
    public RegistrationOutcome register(EmailAddress email, String password, String name) {
        if (password.length() < SHORTEST_PASSWORD) {
            return new RegistrationOutcome.WeakPassword(
                    "it needs at least %d characters".formatted(SHORTEST_PASSWORD));
        }
        if (password.strip().equalsIgnoreCase(email.value())
                || password.chars().distinct().count() < 4) {
            return new RegistrationOutcome.WeakPassword(
                    "it must not be the address or a few repeated characters");
        }
        var id = Uuids.v7();
        try {
            jdbc.sql(
                            "insert into person (id, email, name, password_hash, created_at) values (?, ?, ?, ?, ?)")
                    .params(
                            id,
                            email.value(),
                            name.strip(),
                            passwords.hash(password),
                            Timestamp.from(clock.instant()))
                    .update();
            return new RegistrationOutcome.Registered(
                    new UserView(id, email.value(), name.strip()));
        } catch (DuplicateKeyException _) {
            return new RegistrationOutcome.EmailTaken();
        }
    }

    /** The person, when address and password match; takes the same time for an unknown address. */
    public Optional<UserView> verify(String email, String password) {
        var known =
                jdbc.sql(
                                "select id, email, name, password_hash from person where lower(email) = lower(?)")
                        .param(email.strip())
                        .query(Credentials.class)
                        .optional();
        if (known.isEmpty()) {
            passwords.pretend(password);
            return Optional.empty();
        }
        var person = known.get();
        return passwords.matches(password, person.passwordHash())
                ? Optional.of(new UserView(person.id(), person.email(), person.name()))
                : Optional.empty();
    }

    public Optional<UserView> find(UUID id) {
        return jdbc.sql("select id, email, name from person where id = ?")
                .param(id)
                .query(UserView.class)
                .optional();
    }

    private record Credentials(UUID id, String email, String name, String passwordHash) {}
}
