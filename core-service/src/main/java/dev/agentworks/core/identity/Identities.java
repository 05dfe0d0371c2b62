package dev.agentworks.core.identity;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/**
 * Sign-in with accounts elsewhere. An account opens the person it was linked to. One that is new
 * makes a new person, if its provider has verified the address and nobody has it here; somebody who
 * has it confirms the link with their password, once.
 */
@Service
public class Identities {

    private final JdbcClient jdbc;
    private final Users users;
    private final PersonTransaction transaction;
    private final Clock clock;

    Identities(JdbcClient jdbc, Users users, PersonTransaction transaction, Clock clock) {
        this.jdbc = jdbc;
        this.users = users;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Who it is.
     *
     * @param beginning belongs to making a new person: runs in the same transaction
     */
    public IdentityOutcome signIn(ProvenIdentity identity, Consumer<UserView> beginning) {
        var known = find(identity);
        if (known.isPresent()) {
            return new IdentityOutcome.Known(known.get());
        }
        if (!identity.emailVerified()) {
            return new IdentityOutcome.EmailNotVerified();
        }
        var outcome =
                users.registerProven(
                        identity.email(),
                        identity.name(),
                        user -> {
                            link(user.id(), identity);
                            beginning.accept(user);
                        });
        return switch (outcome) {
            case RegistrationOutcome.Registered(var user) -> new IdentityOutcome.Known(user);
            // or the same account signed in twice at once
            case RegistrationOutcome.EmailTaken() ->
                    find(identity)
                            .<IdentityOutcome>map(IdentityOutcome.Known::new)
                            .orElseGet(IdentityOutcome.NotLinked::new);
            case RegistrationOutcome.WeakPassword(var reason) ->
                    throw new IllegalStateException(reason);
        };
    }

    /** Links the account to the person who has its address, and knows the password. */
    public Optional<UserView> confirm(ProvenIdentity identity, String password) {
        if (!identity.emailVerified()) {
            return Optional.empty();
        }
        var user = users.verify(identity.email().value(), password);
        user.ifPresent(known ->
                transaction.call(
                        known.id(),
                        () -> {
                            link(known.id(), identity);
                            users.proveEmail(known.id(), identity.email());
                            return true;
                        }));
        return user.flatMap(known -> users.find(known.id()));
    }

    private Optional<UserView> find(ProvenIdentity identity) {
        var person =
                jdbc.sql("select person_of_identity(?, ?)")
                        .params(identity.issuer(), identity.subject())
                        .query((row, _) -> Optional.ofNullable(row.getObject(1, UUID.class)))
                        .single();
        return person.flatMap(id -> users.find(new UserId(id)));
    }

    private void link(UserId person, ProvenIdentity identity) {
        jdbc.sql(
                        """
                        insert into person_identity (issuer, subject, person_id, created_at) values (?, ?, ?, ?)
                        on conflict do nothing
                        """)
                .params(
                        identity.issuer(),
                        identity.subject(),
                        person.value(),
                        Timestamp.from(clock.instant()))
                .update();
    }

    /** Makes the person's accounts elsewhere good for nothing here. */
    public void forget(UserId person) {
        jdbc.sql("delete from person_identity where person_id = ?").param(person.value()).update();
    }
}
